// Rows in PostgreSQL's binary COPY format, which costs the server and us less than text. One growing buffer; `take` hands over what is
// in it and begins anew. The type list must equal the columns' types exactly: the format converts nothing.

export const COPY_HEADER: Buffer = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex')
export const COPY_TRAILER: Buffer = Buffer.from('ffff', 'hex')

export type CopyType = ScalarType | 'int4[]' | 'uuid[]' | 'text[]' | 'int8[]'
type ScalarType = 'uuid' | 'text' | 'int2' | 'int4' | 'int8' | 'float8' | 'timestamptz' | 'date' | 'bytea' | 'bool' | 'jsonb'

/** Milliseconds from 1970 to 2000, where PostgreSQL's time begins. */
const EPOCH_2000_MS = 946_684_800_000
const TWO_32 = 2 ** 32
const FIRST_SIZE = 1 << 16
/** A value's length field. */
const LENGTH = 4

const NO_DIGIT = 16
/** Values of hex digits by their code. */
const hexValue = new Uint8Array(128).fill(NO_DIGIT)
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  hexValue[digit.charCodeAt(0)] = value
  hexValue[digit.toUpperCase().charCodeAt(0)] = value
}

type Write = (into: CopyRows, value: never) => void

export class CopyRows {
  /** Rows added since the last `take`; what was made elsewhere counts as one. */
  rows = 0
  buffer: Buffer = Buffer.allocUnsafe(FIRST_SIZE)
  at = 0
  readonly #writers: Write[]

  constructor(types: readonly CopyType[]) {
    this.#writers = types.map((type) => writers[type])
  }

  get sizeBytes(): number {
    return this.at
  }

  /** null and undefined are NULL. Times are Date or milliseconds, dates 'YYYY-MM-DD', jsonb any value, int8 number or bigint. */
  add(values: readonly unknown[]): void {
    const writers = this.#writers
    if (values.length !== writers.length) throw new Error(`A row of ${values.length} values for ${writers.length} columns`)
    const start = this.at
    try {
      this.room(2)
      this.at = this.buffer.writeInt16BE(writers.length, this.at)
      for (let column = 0; column < writers.length; column++) this.#value(writers[column]!, values[column])
      this.rows++
    } catch (error) {
      this.at = start
      throw error
    }
  }

  #value(write: Write, value: unknown): void {
    const start = this.at
    this.room(LENGTH)
    if (value === null || value === undefined) {
      this.at = this.buffer.writeInt32BE(-1, start)
      return
    }
    this.at = start + LENGTH
    write(this, value as never)
    this.buffer.writeInt32BE(this.at - start - LENGTH, start)
  }

  /** Rows that were made elsewhere, for the same columns. */
  addMade(rows: Buffer): void {
    if (rows.length === 0) return
    this.room(rows.length)
    this.at += rows.copy(this.buffer, this.at)
    this.rows++
  }

  /** The rows so far, without header and trailer: `copyIn` adds them. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.at)
    // The next piece is about as long; what is never filled would call the collector all the same.
    this.buffer = Buffer.allocUnsafe(Math.max(FIRST_SIZE, Math.min(this.buffer.length, Math.ceil(this.at * 1.125))))
    this.at = 0
    this.rows = 0
    return taken
  }

  /** The same, where they are few: the buffer is kept for the next. */
  takeCopy(): Buffer {
    const taken = Buffer.from(this.buffer.subarray(0, this.at))
    this.at = 0
    this.rows = 0
    return taken
  }

  room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes))
    this.buffer.copy(grown, 0, 0, this.at)
    this.buffer = grown
  }
}

function int2(into: CopyRows, value: number): void {
  into.room(2)
  into.at = into.buffer.writeInt16BE(value, into.at)
}

function int4(into: CopyRows, value: number): void {
  into.room(4)
  into.at = into.buffer.writeInt32BE(value, into.at)
}

function int8(into: CopyRows, value: number | bigint): void {
  into.room(8)
  into.at = into.buffer.writeBigInt64BE(BigInt(value), into.at)
}

function float8(into: CopyRows, value: number): void {
  into.room(8)
  into.at = into.buffer.writeDoubleBE(value, into.at)
}

function bool(into: CopyRows, value: boolean): void {
  into.room(1)
  into.at = into.buffer.writeUInt8(value ? 1 : 0, into.at)
}

function uuid(into: CopyRows, value: string | Buffer): void {
  into.room(16)
  if (typeof value !== 'string') {
    if (value.length !== 16) throw new Error('A uuid has 16 bytes')
    into.at += value.copy(into.buffer, into.at)
    return
  }
  if (value.length !== 36) throw new Error('Not a uuid')
  const { buffer } = into
  let at = into.at
  let faults = 0
  for (let place = 0; place < 36; place += 2) {
    if (place === 8 || place === 13 || place === 18 || place === 23) place++
    const high = hexValue[value.charCodeAt(place)] ?? NO_DIGIT
    const low = hexValue[value.charCodeAt(place + 1)] ?? NO_DIGIT
    faults |= high | low
    buffer[at++] = (high << 4) | low
  }
  if (faults >= NO_DIGIT) throw new Error('Not a uuid')
  into.at = at
}

function text(into: CopyRows, value: string): void {
  // PostgreSQL cannot hold NUL in text; whoever reads foreign text decides what becomes of it, before it comes here.
  if (value.includes('\0')) throw new Error('Text with NUL')
  into.room(value.length * 3)
  into.at += into.buffer.write(value, into.at, 'utf8')
}

function bytea(into: CopyRows, value: Uint8Array): void {
  into.room(value.length)
  into.buffer.set(value, into.at)
  into.at += value.length
}

function jsonb(into: CopyRows, value: unknown): void {
  into.room(1)
  into.at = into.buffer.writeUInt8(1, into.at)
  text(into, JSON.stringify(value))
}

// Microseconds since 2000 go beyond what a number holds exactly (in 2285) and a BigInt for each would cost more than the rest of the
// row, so the two halves are computed apart.
function timestamptz(into: CopyRows, value: Date | number): void {
  const milliseconds = Number(value) - EPOCH_2000_MS
  if (!Number.isSafeInteger(milliseconds)) throw new Error('Not a time in whole milliseconds')
  const millisecondsHigh = Math.floor(milliseconds / TWO_32)
  const low = (milliseconds - millisecondsHigh * TWO_32) * 1000
  const carry = Math.floor(low / TWO_32)
  into.room(8)
  into.at = into.buffer.writeInt32BE(millisecondsHigh * 1000 + carry, into.at)
  into.at = into.buffer.writeUInt32BE(low - carry * TWO_32, into.at)
}

function date(into: CopyRows, value: string): void {
  const days = (Date.parse(`${value}T00:00:00Z`) - EPOCH_2000_MS) / 86_400_000
  if (!Number.isInteger(days)) throw new Error('Not a date')
  int4(into, days)
}

const oidOf = { 'int4[]': 23, 'int8[]': 20, 'uuid[]': 2950, 'text[]': 25 } as const

function array(oid: number, write: Write): Write {
  const writeArray = (into: CopyRows, values: readonly unknown[]) => {
    int4(into, values.length === 0 ? 0 : 1)
    int4(into, 0)
    int4(into, oid)
    if (values.length === 0) return
    int4(into, values.length)
    int4(into, 1)
    for (const value of values) element(into, write, value)
  }
  return writeArray as Write
}

function element(into: CopyRows, write: Write, value: unknown): void {
  if (value === null || value === undefined) throw new Error('An array must not hold NULL')
  const start = into.at
  into.room(LENGTH)
  into.at += LENGTH
  write(into, value as never)
  into.buffer.writeInt32BE(into.at - start - LENGTH, start)
}

const writers: Record<CopyType, Write> = {
  int2,
  int4,
  int8,
  float8,
  bool,
  uuid,
  text,
  bytea,
  jsonb,
  timestamptz,
  date,
  'int4[]': array(oidOf['int4[]'], int4),
  'int8[]': array(oidOf['int8[]'], int8),
  'uuid[]': array(oidOf['uuid[]'], uuid),
  'text[]': array(oidOf['text[]'], text),
}
