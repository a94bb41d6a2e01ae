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

/** A date or a number shows nothing about a person as long as no run of digits is long enough to be a telephone number or an id. */
const PLAIN = /^[\d\s:.,/+\-TZ]{1,40}$/
const LONG_RUN = /\d{5}/

/** What stood where a date, a port or a code should stand: in clear when it can only be that. */
export function shown(text: string): string {
  return PLAIN.test(text) && !LONG_RUN.test(text) ? text : masked(text)
}
