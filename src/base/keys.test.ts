import { sign, verify } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createKeys, loadKeys, packKeys, unpackKeys } from './keys.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

it('makes keys once, readable by the owner only', async () => {
  expect(await createKeys(folder)).toBe(true)
  const first = await loadKeys(folder)
  expect(await createKeys(folder)).toBe(false)
  expect((await loadKeys(folder)).installation).toEqual(first.installation)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'installation.key')).mode & 0o777).toBe(0o600)
  expect(new Set([first.installation, first.link, first.search, first.audit].map((key) => key.toString('hex'))).size).toBe(4)
})

it('goes on where making them was interrupted', async () => {
  await createKeys(folder)
  const { link } = await loadKeys(folder)
  unlinkSync(join(folder, 'keys.json'))
  unlinkSync(join(folder, 'audit.key'))
  expect(await createKeys(folder)).toBe(true)
  expect((await loadKeys(folder)).link).toEqual(link)
})

it('does not replace a lost key, nor accept a swapped one', async () => {
  await createKeys(folder)
  writeFileSync(join(folder, 'link.key'), Buffer.alloc(32))
  await expect(loadKeys(folder)).rejects.toThrow(/not the key/)
  unlinkSync(join(folder, 'link.key'))
  await createKeys(folder)
  await expect(loadKeys(folder)).rejects.toThrow(/missing/)
})

it('refuses a folder that others may enter', async () => {
  await createKeys(folder)
  chmodSync(folder, 0o750)
  await expect(loadKeys(folder)).rejects.toThrow(/open to other users/)
})

it('hands keys over, the signing key only where asked', async () => {
  await createKeys(folder)
  const keys = await loadKeys(folder)
  const forWeb = unpackKeys(packKeys(keys, { maySign: false }))
  expect(forWeb.search).toEqual(keys.search)
  expect(forWeb.checkpoint.privateKey).toBeUndefined()
  const forWork = unpackKeys(packKeys(keys, { maySign: true }))
  const signature = sign(null, Buffer.from('x'), forWork.checkpoint.privateKey!)
  expect(verify(null, Buffer.from('x'), forWeb.checkpoint.publicKey, signature)).toBe(true)
})
