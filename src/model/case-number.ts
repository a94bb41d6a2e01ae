// A case's number as people write it, and as it is compared.

/** As people type it: no blanks round the strokes, one kind of stroke, capitals. */
export const tidyNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/\s*[/\\⁄∕]\s*/g, '/')
    .replace(/\s+/g, ' ')
    .toUpperCase()

/** What two ways of writing one number have in common: 0027/2026 and 27 / 2026 are one. */
export const numberKey = (text: string): string => tidyNumber(text).replace(/(?<![\d.])0+(?=\d)/g, '')
