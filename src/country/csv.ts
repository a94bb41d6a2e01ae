// CSV as RFC 4180 has it, small: packs are tables that people edit in a spreadsheet.
// A head `name.en` makes a nested member; an empty cell is an absent one.

export interface CsvRow {
  /** 1-based line in the file on which the row begins. */
  line: number
  value: Record<string, unknown>
}

export interface CsvTable {
  head: string[]
  rows: CsvRow[]
  faults: { line: number; message: string }[]
}

interface Cells {
  line: number
  cells: string[]
}

function splitCells(text: string): { rows: Cells[]; openSince?: number } {
  const rows: Cells[] = []
  let current: Cells = { line: 1, cells: [] }
  let line = 1
  let at = 0
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at)
    if (cell === undefined) return { rows, openSince: line }
    line += cell.lines
    current.cells.push(cell.value)
    const isLineEnd = text[cell.end] !== ','
    at = cell.end + (text.startsWith('\r\n', cell.end) ? 2 : 1)
    if (isLineEnd) {
      rows.push(current)
      line += 1
      current = { line, cells: [] }
    } else if (at === text.length) current.cells.push('')
  }
  if (current.cells.length > 0) rows.push(current)
  return { rows }
}

interface Cell {
  value: string
  end: number
  lines: number
}

function quotedCell(text: string, at: number): Cell | undefined {
  let end = text.indexOf('"', at + 1)
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  if (end === -1) return undefined
  const value = text.slice(at + 1, end).replaceAll('""', '"')
  return { value, end: end + 1, lines: value.split('\n').length - 1 }
}

function plainCell(text: string, at: number): Cell {
  let end = at
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(at, end), end, lines: 0 }
}

function put(value: Record<string, unknown>, name: string, cell: string): void {
  const dot = name.indexOf('.')
  if (dot === -1) {
    value[name] = cell
    return
  }
  const outer = name.slice(0, dot)
  value[outer] ??= {}
  const inner = value[outer] as Record<string, unknown>
  inner[name.slice(dot + 1)] = cell
}

/** The rows as objects named by the head; a row with another number of cells is a fault. */
export function readCsv(text: string): CsvTable {
  const { rows, openSince } = splitCells(text.replace(/^\uFEFF/, ''))
  const faults = openSince === undefined ? [] : [{ line: openSince, message: 'a quotation mark is opened and not closed' }]
  const [first, ...rest] = rows
  const head = (first?.cells ?? []).map((cell) => cell.trim())
  const table: CsvTable = { head, rows: [], faults }
  for (const { line, cells } of rest) {
    if (cells.length === 1 && cells[0]!.trim() === '') continue
    if (cells.length !== head.length) {
      faults.push({ line, message: `has ${cells.length} cells, the head has ${head.length}` })
      continue
    }
    const value: Record<string, unknown> = {}
    for (const [index, cell] of cells.entries()) if (cell.trim() !== '') put(value, head[index]!, cell.trim())
    table.rows.push({ line, value })
  }
  return table
}
