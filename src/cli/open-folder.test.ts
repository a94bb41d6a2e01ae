import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openFolder } from './open-folder.ts'
import { readRunFile } from './run-file.ts'

const root = mkdtempSync(join(tmpdir(), 'data-folder-'))
const file = join(root, 'file')
writeFileSync(file, '')
symlinkSync(join(root, 'circle'), join(root, 'circle'))
afterAll(() => rmSync(root, { recursive: true }))

const said = (work: Promise<unknown>) => work.then(String, ({ message }: Error) => message)

it('makes what is missing', async () => {
  const folder = join(root, 'a', 'b')
  await openFolder({ dataFolder: folder })
  expect(await readRunFile(folder)).toBeUndefined()
})

it.each([
  [file, 'it, or a part of its path, is a file and no folder'],
  [join(file, 'below'), 'it, or a part of its path, is a file and no folder'],
  ['/proc/tipbridge', 'no folder can be made there'],
  [join(root, 'n'.repeat(300)), 'its name is too long'],
  [join(root, 'circle'), 'its path leads in a circle'],
])('names the folder %s and says that %s', async (folder, fault) => {
  expect(await said(openFolder({ dataFolder: folder }))).toBe(`The data folder ${folder} cannot be used: ${fault}.`)
})

it('names the folder also where a file of it is read first', async () => {
  expect(await said(readRunFile(file))).toBe(
    `The data folder ${file} cannot be used: it, or a part of its path, is a file and no folder.`,
  )
})
