// Which operator an address belongs to: the two CSV files of @ip-location-db/asn as sorted typed arrays, searched by halving.
// Read once, when the first address that no pack places is asked for (about 0.4 s, 12 MB); no cache on disk is worth its staleness.
import { readFileSync } from 'node:fs'
import type { IpNumber } from '../country/ip-number.ts'

export interface Operator {
  asn: number
  name: string
}

export interface Operators {
  of(address: IpNumber): Operator | undefined
}

const COMMA = 44
const NEWLINE = 10
const QUOTE = 34
const ZERO = 48
/** IPv6 ranges are compared by their first 64 bits: nobody is given less. */
const LOW_BITS = 64n

interface Table<A> {
  from: A
  to: A
  owner: Uint32Array
}

/** A line is `first,last,number,name` with the addresses as decimal numbers. */
export function readOperators(v4: Buffer, v6: Buffer): Operators {
  const owners = new Owners()
  const four = readTable(v4, owners, { make: (lines) => new Uint32Array(lines), read: v4Number })
  const six = readTable(v6, owners, { make: (lines) => new BigUint64Array(lines), read: v6Number })
  return {
    of({ version, value }) {
      const at = version === 4 ? search(four, Number(value)) : search(six, value >> LOW_BITS)
      return at === undefined ? undefined : owners.at(at)
    },
  }
}

export const readOperatorFiles = (v4: string, v6: string): Operators => readOperators(readFileSync(v4), readFileSync(v6))

class Owners {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []

  number(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }

  /** `13335,"Cloudflare, Inc."` */
  at(number: number): Operator {
    const text = this.#texts[number]!
    const comma = text.indexOf(',')
    const name = Buffer.from(text.slice(comma + 1), 'latin1').toString('utf8')
    const isQuoted = name.charCodeAt(0) === QUOTE
    return { asn: Number(text.slice(0, comma)), name: isQuoted ? name.slice(1, -1).replaceAll('""', '"') : name }
  }
}

type Numbers = Uint32Array | BigUint64Array

interface Addresses<A extends Numbers> {
  make(lines: number): A
  read(csv: Buffer, from: number, to: number): A[number]
}

function readTable<A extends Numbers>(csv: Buffer, owners: Owners, { make, read }: Addresses<A>): Table<A> {
  const lines = countLines(csv)
  const table = { from: make(lines), to: make(lines), owner: new Uint32Array(lines) }
  let at = 0
  for (let line = 0; line < lines; line++) {
    const first = csv.indexOf(COMMA, at)
    const second = csv.indexOf(COMMA, first + 1)
    const found = csv.indexOf(NEWLINE, second)
    const end = found === -1 ? csv.length : found
    table.from[line] = read(csv, at, first)
    table.to[line] = read(csv, first + 1, second)
    table.owner[line] = owners.number(csv.toString('latin1', second + 1, csv[end - 1] === 13 ? end - 1 : end))
    at = end + 1
  }
  return table
}

function countLines(csv: Buffer): number {
  let lines = 0
  for (let at = csv.indexOf(NEWLINE); at !== -1; at = csv.indexOf(NEWLINE, at + 1)) lines++
  return csv.length > 0 && csv.at(-1) !== NEWLINE ? lines + 1 : lines
}

function v4Number(csv: Buffer, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) number = number * 10 + csv[at]! - ZERO
  return number
}

const v6Number = (csv: Buffer, from: number, to: number): bigint => BigInt(csv.toString('latin1', from, to)) >> LOW_BITS

/** The row whose range holds the address. Rows are sorted and do not overlap. */
function search<A extends Numbers>(table: Table<A>, address: A[number]): number | undefined {
  let low = 0
  let high = table.from.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (address < table.from[middle]!) high = middle - 1
    else if (address > table.to[middle]!) low = middle + 1
    else return table.owner[middle]
  }
  return undefined
}
