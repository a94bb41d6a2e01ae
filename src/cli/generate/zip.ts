// A ZIP file of a few small members, stored as they are, all of one date: enough for samples, and the same bytes everywhere.
import { crc32 } from 'node:zlib'

export interface Member {
  name: string
  bytes: Buffer
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
const UTF8 = 0x0800
/** 20 November 2026, noon, as ZIP writes it. */
const TIME = 12 << 11
const DATE = ((2026 - 1980) << 9) | (11 << 5) | 20

export function zipOf(members: readonly Member[]): Buffer {
  const bodies: Buffer[] = []
  const listed: Buffer[] = []
  let at = 0
  for (const member of members) {
    const name = Buffer.from(member.name, 'utf8')
    const facts = factsOf(member, name)
    listed.push(numbers([CENTRAL, 4], [VERSION, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name)
    const local = Buffer.concat([numbers([LOCAL, 4], ...facts), name, member.bytes])
    bodies.push(local)
    at += local.length
  }
  const directory = Buffer.concat(listed)
  const end = numbers([END, 4], [0, 2], [0, 2], [members.length, 2], [members.length, 2], [directory.length, 4], [at, 4], [0, 2])
  return Buffer.concat([...bodies, directory, end])
}

type Field = readonly [value: number, bytes: 2 | 4]

/** What the member's own head and the list at the end say alike: no compression, so both sizes are one. */
function factsOf({ bytes }: Member, name: Buffer): Field[] {
  const size = bytes.length
  return [
    [VERSION, 2],
    [UTF8, 2],
    [0, 2],
    [TIME, 2],
    [DATE, 2],
    [crc32(bytes), 4],
    [size, 4],
    [size, 4],
    [name.length, 2],
    [0, 2],
  ]
}

function numbers(...fields: Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [, size]) => sum + size, 0))
  let at = 0
  for (const [value, size] of fields) at = size === 2 ? bytes.writeUInt16LE(value, at) : bytes.writeUInt32LE(value, at)
  return bytes
}
