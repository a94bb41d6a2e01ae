// The lines of the list: rows, and the head of a band before its first row. Bands part the list only when it is sorted by priority.
import type { Row } from '../reports/shapes.ts'
import type { Band } from '../shown/Priority.tsx'

export type Line = { kind: 'row'; row: Row; index: number } | { kind: 'band'; band: Band | 'none' }

export function linesOf(rows: readonly Row[], isBanded: boolean): Line[] {
  return rows.flatMap((row, index): Line[] => {
    const band = row.band ?? 'none'
    const before = rows[index - 1]
    const isFirst = isBanded && (index === 0 || (before?.band ?? 'none') !== band)
    const line: Line = { kind: 'row', row, index }
    return isFirst ? [{ kind: 'band', band }, line] : [line]
  })
}
