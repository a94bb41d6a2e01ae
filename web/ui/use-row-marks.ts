// Which rows of a list are selected and which one the keyboard stands on: none until somebody moves there or opens one, so that no key acts
// on a row that nobody chose. Shift selects a stretch; what left the list leaves the selection, and the mark with it.
import { useMemo, useState } from 'react'

interface Marking<Row> {
  keyOf: (row: Row) => string
  /** Where the open row stands. */
  openAt?: number
  /** Whether what is open stands in none of the rows. */
  isElsewhere?: boolean
}

export function useRowMarks<Row>(rows: readonly Row[], { keyOf, openAt = -1, isElsewhere = false }: Marking<Row>) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [marked, setMarked] = useState<{ key: string; at: number }>()
  const [anchor, setAnchor] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: how a row is named never changes
  const indexOf = useMemo(() => new Map(rows.map((row, at) => [keyOf(row), at])), [rows])
  const selected = rows.filter((row) => chosen.has(keyOf(row)))
  const ownAt = isElsewhere ? -1 : (indexOf.get(marked?.key ?? '') ?? -1)
  const markedAt = openAt >= 0 ? openAt : ownAt

  // What is open is marked, and stays so when its panel closes.
  const open = rows[openAt]
  if (open && marked?.key !== keyOf(open)) setMarked({ key: keyOf(open), at: openAt })

  // What has left is not selected again should it come back.
  if (rows.length > 0 && selected.length < chosen.size) setChosen(new Set(selected.map(keyOf)))

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
  const mark = (row: Row) => setMarked({ key: keyOf(row), at: indexOf.get(keyOf(row)) ?? 0 })
  /** The row to which a step leads, now marked; where the marked one left the list, the one that took its place. */
  const step = (by: number): Row | undefined => {
    const left = (marked?.at ?? 0) + (by > 0 ? by - 1 : by)
    const row = rows[Math.min(rows.length - 1, Math.max(0, markedAt >= 0 ? markedAt + by : left))]
    if (row) mark(row)
    return row
  }
  const selectAll = (isOn: boolean) => setChosen(new Set(isOn ? rows.map(keyOf) : []))
  return {
    selected,
    isSelected: (row: Row) => chosen.has(keyOf(row)),
    select,
    selectAll,
    clear: () => selectAll(false),
    markedAt,
    mark,
    step,
  }
}
export type RowMarks<Row> = ReturnType<typeof useRowMarks<Row>>
