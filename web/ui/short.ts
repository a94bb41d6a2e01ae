// Long identifiers are shortened in the middle, where they tell least; the whole stays in the title and in what is copied.
export function shorten(text: string, keep: { head: number; tail: number } = { head: 8, tail: 8 }): string {
  return text.length <= keep.head + keep.tail + 3 ? text : `${text.slice(0, keep.head)}…${text.slice(-keep.tail)}`
}
