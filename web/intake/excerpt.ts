// An excerpt as the server masks it, with the number of each line: the line of the fault bears its mark, and its number is in the place.
const FAULT_LINE = '▸'

export type ExcerptLine = { no: number | undefined; before: string; marked: string; after: string; isFault: boolean }
type Place = { line?: number; column?: number; lines?: readonly number[] }

export function excerptLines(excerpt: string, place: Place | null): ExcerptLine[] {
  const lines = excerpt.split('\n')
  const faultAt = lines.findIndex((line) => line.startsWith(FAULT_LINE))
  const first = firstLine(place, faultAt)
  return lines.map((line, at) => {
    const no = first === undefined ? undefined : first + at
    if (at !== faultAt) return { no, before: line, marked: '', after: '', isFault: false }
    return { no, ...parted(line.slice(FAULT_LINE.length), place?.column), isFault: true }
  })
}

function firstLine(place: Place | null, faultAt: number): number | undefined {
  if (place?.line !== undefined && faultAt >= 0) return place.line - faultAt
  return faultAt <= 0 ? (place?.line ?? place?.lines?.[0]) : undefined
}

/** What stands at the column: the tag or word that ends or lies there. The whole line where the column tells nothing. */
function parted(line: string, column: number | undefined) {
  const pieces = [...line.matchAll(/<[^<>]*>?|[^\s<>]+/g)]
  const at = column === undefined ? -1 : column
  const found = pieces.find(({ index, 0: piece }) => at >= index && at <= index + piece.length)
  if (!found) return { before: line, marked: '', after: '' }
  const end = found.index + found[0].length
  return { before: line.slice(0, found.index), marked: found[0], after: line.slice(end) }
}
