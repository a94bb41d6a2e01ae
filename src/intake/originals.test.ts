import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepOriginal, readOriginal } from './originals.ts'

const folder = mkdtempSync(join(tmpdir(), 'tipbridge-originals-'))
const store = { folder, installation: randomBytes(32) }
afterAll(() => rmSync(folder, { recursive: true }))

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(read: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of read) parts.push(part)
  return Buffer.concat(parts)
}

test.each([0, 1, 1000, 1 << 20, (1 << 20) + 1, 3_500_000])('%i bytes come back whole', async (size) => {
  const bytes = Buffer.alloc(size, 'tip-off ')
  const kept = await keepOriginal(store, pieces(bytes, 70_001))
  expect([kept.sizeBytes, kept.digest]).toEqual([size, createHash('sha256').update(bytes).digest()])
  expect((await all(readOriginal(store, kept))).equals(bytes)).toBe(true)
})

test('what lies on disk shows nothing, and what was changed there is not read', async () => {
  const kept = await keepOriginal(store, pieces(Buffer.from('Plantedname '.repeat(1000)), 999))
  const path = join(folder, kept.address)
  const stored = readFileSync(path)
  expect(stored.toString('latin1')).not.toContain('Planted')
  stored[stored.length - 1]! ^= 1
  writeFileSync(path, stored)
  await expect(all(readOriginal(store, kept))).rejects.toThrow()
})

test('a stream that fails leaves nothing behind', async () => {
  const before = readdirSync(folder, { recursive: true }).length
  const failing = async function* () {
    yield Buffer.alloc(2_000_000)
    throw new Error('the connection broke')
  }
  await expect(keepOriginal(store, failing())).rejects.toThrow('the connection broke')
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.part'))).toEqual([])
  expect(readdirSync(folder, { recursive: true }).length).toBeLessThanOrEqual(before + 1)
})
