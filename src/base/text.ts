// Texts of others, made fit for a place of ours: no longer than it holds, and without anything that hides or steers.

/** The first `most` code units, less one where it would be half a character: no database takes a half in JSON. */
export function firstOf(text: string, most: number): string {
  if (text.length <= most) return text
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(most - 1))
  return text.slice(0, isHalf ? most - 1 : most)
}

/** A path of at most `most` code units: what is too long loses its beginning, whole folders where that is possible: `…/may/45.xml`. */
export function endOfPath(path: string, most: number): string {
  if (path.length <= most) return path
  const end = path.slice(1 - most)
  const from = end.indexOf('/')
  return `…${from < 0 ? end.replace(/^[\udc00-\udfff]/, '') : end.slice(from)}`
}

/** Control characters other than tab and line ends, directions that are overridden or isolated, halves of characters, non-characters. */
export const ODD =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu
const ODD_IN_LINE = new RegExp(`${ODD.source}|[\\t\\n\\r\\u2028\\u2029]`, 'gu')

/** `[U+0000]` for a NUL. */
export const writtenOut = (character: string): string =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`

/** A name that somebody chose, as one line: no database takes a NUL, and a terminal obeys what follows an escape. */
export const oneLine = (name: string): string => name.replace(ODD_IN_LINE, writtenOut)
