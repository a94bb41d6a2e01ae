// The structure of a value without the value: what issues, reasons and excerpts may show of documents about children and of people
// who are sealed. Lengths and punctuation remain, letters and digits do not.

const LONGEST_SHOWN = 60

export function masked(text: string, longest: number = LONGEST_SHOWN): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return cut
    .replace(/\p{Lu}/gu, 'X')
    .replace(/(?!X)[\p{L}\p{M}]/gu, 'x')
    .replace(/\p{N}/gu, '9')
}

/** A short number: a port, an age, a code. */
const NUMBER = /^[+-]?\d{1,6}([.,]\d{1,3})?$/
/** A day, written in whatever order, with or without a time of day. */
const DAY = /^\d{1,4}([-/.])\d{1,2}\1\d{1,4}([T ,]+\d{1,2}(:\d{1,2}){1,2}([.,]\d{1,9})?\s*(Z|[+-]\d{1,2}:?\d{2})?)?$/

/** What stood where a date, a port or a code should stand: in clear when it can only be that. Digits in groups may be a telephone. */
export function shown(text: string): string {
  return NUMBER.test(text) || DAY.test(text) ? text : masked(text)
}

/** What stood where a number should stand: a day there may be a birthday. */
export const shownNumber = (text: string): string => (NUMBER.test(text) ? text : masked(text))
