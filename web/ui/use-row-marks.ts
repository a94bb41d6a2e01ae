// Which rows of a list are selected and which one the keyboard stands on. Shift selects a stretch; what left the list leaves the selection.
import { useMemo, useState } from 'react'

export function useRowMarks<Row>(rows: readonly Row[], { keyOf, openAt = -1 }: { keyOf: (row: Row) => string; openAt?: number }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [markedKey, setMarkedKey] = useState<string>()
  const [anchor, setAnchor] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: how a row is named never changes
  const indexOf = useMemo(() => new Map(rows.map((row, at) => [keyOf(row), at])), [rows])
  const selected = rows.filter((row) => chosen.has(keyOf(row)))
  const markedAt = openAt >= 0 ? openAt : (indexOf.get(markedKey ?? '') ?? 0)

  const select = (row: Row, how: { isStretch?: boolean } = {}) => {
    const from = indexOf.get(anchor ?? '')
    const to = indexOf.get(keyOf(row)) ?? 0
    const isStretch = how.isStretch && from !== undefined
    const stretch = isStretch ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row]
    const next = new Set(chosen)
    const isOn = isStretch || !chosen.has(keyOf(row))
    for (const one of stretch) isOn ? next.add(keyOf(one)) : next.delete(keyOf(one))
    setChosen(next)
    setAnchor(keyOf(row))
  }
  const selectAll = (isOn: boolean) => setChosen(new Set(isOn ? rows.map(keyOf) : []))
  return {
    selected,
    isSelected: (row: Row) => chosen.has(keyOf(row)),
    select,
    selectAll,
    clear: () => selectAll(false),
    markedAt,
    mark: (row: Row) => setMarkedKey(keyOf(row)),
  }
}
export type RowMarks<Row> = ReturnType<typeof useRowMarks<Row>>
