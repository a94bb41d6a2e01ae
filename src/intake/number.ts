// The source's own number of a report: from the record, from what its parts say, or from the name of a file that holds one report.
import type { Reading, Spot } from './reading.ts'

const LONGEST = 100

/** `4564654.xml` and `4564654` are report 4564654; a name that says more than a number says nothing for sure. */
export function numberInFileName(fileName: string): string | undefined {
  return /^(\d{1,20})(?:\.[A-Za-z0-9]{1,5})?$/.exec(fileName.slice(fileName.lastIndexOf('/') + 1))?.[1]
}

/** A number as it may be kept: short, without anything that hides, and in the digits in which people look for it. */
export function usableNumber(raw: string): string | undefined {
  const text = plainDigits(raw).trim()
  return text.length > 0 && text.length <= LONGEST && /^[\p{L}\p{N}][\p{L}\p{N}._/ -]*$/u.test(text) ? text : undefined
}

const PLAIN = /^[\x20-\x7e]*$/

/** Full-width forms are those of an input method; digits of other scripts stand in blocks of ten. */
function plainDigits(text: string): string {
  if (PLAIN.test(text)) return text
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    let value = 0
    for (let code = digit.codePointAt(0)!; /\p{Nd}/u.test(String.fromCodePoint(code - 1)); code--) value++
    return String(value % 10)
  })
}

interface Given {
  /** On the record itself. */
  own: string | undefined
  ownSpot: Spot
  /** From the file's name, where the file holds one report. */
  fromName: string | undefined
  /** Whether the name of the file is where the format has the number. */
  isNameUsual: boolean
}

/** The number to use, with issues where it is missing, odd, or contradicted. */
export function chooseNumber({ own, ownSpot, fromName, isNameUsual }: Given, reading: Reading): string | null {
  const mine = own === undefined ? undefined : usableNumber(own)
  if (own !== undefined && own.trim() !== '' && mine === undefined) reading.odd('number-not-usable', ownSpot, own)
  const inParts = reading.numbers.map((one) => ({ ...one, number: usableNumber(one.number) }))
  const chosen = mine ?? fromName ?? inParts.find((one) => one.number !== undefined)?.number
  for (const { number, spot } of inParts) {
    if (number !== undefined && number !== chosen) reading.note('number-differs', spot, { found: number, expected: chosen })
  }
  if (chosen === undefined) reading.note('number-missing', ownSpot)
  else if (mine === undefined && !(isNameUsual && fromName !== undefined))
    reading.note('number-from-elsewhere', ownSpot, { found: chosen })
  return chosen ?? null
}
