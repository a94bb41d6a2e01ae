// What unpacks without a fault may still not be what was packed: the CRC of the directory says so.
import { expect, test } from 'vitest'
import { zipOf } from '../../test/zip.ts'
import { membersOf, readMember, type Source, ZipFault } from './zip.ts'

const sourceOf = (bytes: Buffer): Source => ({
  sizeBytes: bytes.length,
  async *read(from, to) {
    for (let at = from; at < to; at += 7) yield bytes.subarray(at, Math.min(at + 7, to))
  },
})

async function clearOf(source: Source, at: number): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of readMember(source, (await membersOf(source))[at]!)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const members = [
  { name: 'a.xml', bytes: 'a report of the eighth of May', isStored: true },
  { name: 'b.xml', bytes: 'another report, packed' },
  { name: 'c.xml', bytes: '' },
]

test('members whose bytes fit their CRC are read, also where only the directory has it', async () => {
  const zip = zipOf(members)
  // As with a data descriptor: nothing in the local header.
  for (const at of [14, 18, 22]) zip.writeUInt32LE(0, at)
  const source = sourceOf(zip)
  expect(await Promise.all([0, 1, 2].map((at) => clearOf(source, at)))).toEqual(members.map(({ bytes }) => bytes))
})

test('one changed byte of a member, or of its CRC, is a broken ZIP, and the others are read', async () => {
  const zip = zipOf(members)
  zip.writeUInt8(zip.readUInt8(zip.indexOf('eighth')) ^ 1, zip.indexOf('eighth'))
  const directory = zip.lastIndexOf('b.xml') - 46
  zip.writeUInt32LE(zip.readUInt32LE(directory + 16) ^ 1, directory + 16)
  const source = sourceOf(zip)
  await expect(clearOf(source, 0)).rejects.toEqual(new ZipFault('zip-broken'))
  await expect(clearOf(source, 1)).rejects.toEqual(new ZipFault('zip-broken'))
  expect(await clearOf(source, 2)).toBe('')
})
