// A ZIP as bytes, written plainly for tests: also broken in the ways in which real ones are.
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipMember {
  name: string
  bytes: Buffer | string
  isStored?: boolean
  isEncrypted?: boolean
  /** What names are without it is one of the old code pages, in which control characters are pictures. */
  isUtf8?: boolean
  /** What the directory says of the clear size, if it lies. */
  says?: number
}

const crc: (bytes: Buffer) => number = typeof crc32 === 'function' ? crc32 : slowCrc

function slowCrc(bytes: Buffer): number {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}

export function zipOf(members: Iterable<ZipMember>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const clear = Buffer.from(member.bytes as string)
    const packed = member.isStored ? clear : deflateRawSync(clear)
    const name = Buffer.from(member.name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE((member.isEncrypted ? 1 : 0) | (member.isUtf8 ? 1 << 11 : 0), 2)
    shared.writeUInt16LE(member.isStored ? 0 : 8, 4)
    shared.writeUInt32LE(crc(clear), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(member.says ?? clear.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), shared, name, packed])
    const central = Buffer.concat([Buffer.from('504b01021400', 'hex'), shared, Buffer.alloc(14), name])
    central.writeUInt32LE(offset, 42)
    directory.push(central)
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32BE(0x504b0506, 0)
  const count = Math.min(directory.length, 0xffff)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([
    ...parts,
    central,
    directory.length > 0xffff ? zip64(directory.length, central.length, offset) : Buffer.alloc(0),
    end,
  ])
}

/** More members than sixteen bits count. */
function zip64(members: number, sizeBytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56)
  record.writeUInt32BE(0x504b0606, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  record.writeBigUInt64LE(BigInt(members), 24)
  record.writeBigUInt64LE(BigInt(members), 32)
  record.writeBigUInt64LE(BigInt(sizeBytes), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32BE(0x504b0607, 0)
  locator.writeBigUInt64LE(BigInt(offset + sizeBytes), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}
