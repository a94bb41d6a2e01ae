import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contentPath, exists, makeFolder, writeDurably } from './files.ts'

it('replaces a file whole and leaves nothing beside it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'files-'))
  const folder = join(root, 'a', 'b')
  await makeFolder(folder)
  await writeDurably(join(folder, 'x'), 'one')
  await writeDurably(join(folder, 'x'), Buffer.from('two'))
  expect(readFileSync(join(folder, 'x'), 'utf8')).toBe('two')
  expect(statSync(join(folder, 'x')).mode & 0o777).toBe(0o600)
  await expect(writeDurably(folder, 'a folder is in the way')).rejects.toThrow()
  expect(readdirSync(root)).toEqual(['a'])
  expect(readdirSync(join(root, 'a'))).toEqual(['b'])
  expect(await exists(join(folder, 'x'))).toBe(true)
  expect(await exists(join(folder, 'y'))).toBe(false)
  rmSync(root, { recursive: true })
})

it('makes no folder where none can be made, and says so', async () => {
  const root = mkdtempSync(join(tmpdir(), 'files-'))
  await writeDurably(join(root, 'file'), 'in the way')
  await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeFolder(join(root, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  await expect(makeFolder('/proc/tipbridge/below')).rejects.toMatchObject({ code: 'ENOENT' })
  rmSync(root, { recursive: true })
})

it('spreads content over folders and takes only digests', () => {
  expect(contentPath('/o', 'abcdef0123456789')).toBe('/o/ab/cd/abcdef0123456789')
  expect(() => contentPath('/o', '../../etc/passwd00')).toThrow()
})
