// A table as it is seen, as CSV. A cell that a spreadsheet would take for a formula is defused by an apostrophe.
export type CsvColumn<Row> = { head: string; text: (row: Row) => string | number | null | undefined }

const startsFormula = /^[=@\t\r]|^[+-](?![\d\s().-]*$)/

export function csvCell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = typeof value === 'string' && startsFormula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvOf<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => csvCell(column.head)),
    ...rows.map((row) => columns.map((column) => csvCell(column.text(row)))),
  ]
  return lines.map((line) => line.join(',')).join('\r\n')
}

export function download(name: string, content: string, type = 'text/csv;charset=utf-8') {
  const address = URL.createObjectURL(new Blob(['\uFEFF', content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
