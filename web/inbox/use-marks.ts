// Which rows are selected and which one the keyboard stands on. Shift selects a stretch; what left the list leaves the selection.
import { useMemo, useState } from 'react'
import type { Row } from '../reports/shapes.ts'

export function useMarks(rows: readonly Row[], openAt: number) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [markedId, setMarkedId] = useState<string>()
  const [anchor, setAnchor] = useState<string>()
  const indexOf = useMemo(() => new Map(rows.map((row, at) => [row.reportId, at])), [rows])
  const selected = useMemo(() => rows.filter((row) => chosen.has(row.reportId)), [rows, chosen])
  const markedAt = openAt >= 0 ? openAt : (indexOf.get(markedId ?? '') ?? 0)

  const select = (row: Row, how: { isStretch?: boolean } = {}) => {
    const from = indexOf.get(anchor ?? '')
    const to = indexOf.get(row.reportId) ?? 0
    const isStretch = how.isStretch && from !== undefined
    const stretch = isStretch ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row]
    const next = new Set(chosen)
    const isOn = isStretch || !chosen.has(row.reportId)
    for (const one of stretch) isOn ? next.add(one.reportId) : next.delete(one.reportId)
    setChosen(next)
    setAnchor(row.reportId)
  }
  const selectAll = (isOn: boolean) => setChosen(new Set(isOn ? rows.map((row) => row.reportId) : []))
  return {
    selected,
    isSelected: (row: Row) => chosen.has(row.reportId),
    select,
    selectAll,
    clear: () => selectAll(false),
    markedAt,
    mark: (row: Row) => setMarkedId(row.reportId),
  }
}
export type Marks = ReturnType<typeof useMarks>
