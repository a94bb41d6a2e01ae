// What a folder holds is handed in or named as left out: links that leave it, that go round, that lead nowhere, and what is no file.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filesBelow, readPieces } from './files.ts'

const root = mkdtempSync(join(tmpdir(), 'tipbridge-files-'))
afterAll(() => rmSync(root, { recursive: true }))

test('every entry of a folder is a file that is handed in, or left out with its reason', async () => {
  const inbox = join(root, 'inbox')
  mkdirSync(join(inbox, 'may/deep'), { recursive: true })
  mkdirSync(join(root, 'elsewhere'))
  writeFileSync(join(root, 'elsewhere/out.xml'), '<report/>')
  writeFileSync(join(inbox, 'a.xml'), '<report/>')
  writeFileSync(join(inbox, 'may/deep/b.xml'), '<report/>')
  symlinkSync('a.xml', join(inbox, 'same.xml'))
  symlinkSync('..', join(inbox, 'may/up'))
  symlinkSync('../../elsewhere', join(inbox, 'may/out'))
  symlinkSync(join(root, 'elsewhere/out.xml'), join(inbox, 'out.xml'))
  symlinkSync('gone.xml', join(inbox, 'gone.xml.link'))
  symlinkSync('round', join(inbox, 'round'))
  const server = createServer().listen(join(inbox, 'socket'))
  await new Promise((done) => server.once('listening', done))
  const { files, skipped } = await filesBelow([inbox])
  server.close()
  expect(files.map((one) => one.name)).toEqual(['a.xml', 'may/deep/b.xml'])
  expect(skipped.map(({ path, reason }) => `${path.slice(inbox.length + 1)} ${reason}`)).toEqual([
    'gone.xml.link link-broken',
    'may/out link-outside',
    'may/up link-within',
    'out.xml link-outside',
    'round link-broken',
    'same.xml link-within',
    'socket no-file',
  ])
})

test('what is named itself is followed, and a folder beside one of the same beginning is outside', async () => {
  const real = join(root, 'real')
  mkdirSync(real)
  mkdirSync(join(root, 'real-too'))
  writeFileSync(join(real, 'c.xml'), '<report/>')
  symlinkSync('../real-too', join(real, 'too'))
  symlinkSync('real', join(root, 'named'))
  const { files, skipped } = await filesBelow([join(root, 'named'), join(root, 'named/c.xml')])
  expect(files.map((one) => one.name)).toEqual(['c.xml', 'c.xml'])
  expect(skipped).toEqual([{ path: join(root, 'named/too'), reason: 'link-outside' }])
})

test('a name that is no UTF-8 is handed in by its bytes, under a name in which they are written out', async () => {
  const folder = join(root, 'bytes')
  mkdirSync(folder)
  const path = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.xml')])
  writeFileSync(path, '<report/>')
  writeFileSync(join(folder, 'good.xml'), '<report/>')
  const { files } = await filesBelow([`${folder}/`])
  expect(files).toEqual([
    { path, name: 'caf[0xE9].xml' },
    { path: Buffer.from(join(folder, 'good.xml')), name: 'good.xml' },
  ])
  const pieces = []
  for await (const piece of readPieces(path)) pieces.push(piece)
  expect(Buffer.concat(pieces).toString()).toBe('<report/>')
})

test('files of one name are told apart by as much of their paths as it takes; one named twice keeps its name', async () => {
  const apart = join(root, 'apart')
  for (const place of ['a/one', 'b/one', 'b/two']) {
    mkdirSync(join(apart, place), { recursive: true })
    writeFileSync(join(apart, place, 'x.xml'), '<report/>')
  }
  writeFileSync(join(apart, 'a/one/y.xml'), '<report/>')
  const namesOf = async (...paths: string[]) =>
    (await filesBelow(paths.map((one) => join(apart, one)))).files.map((one) => one.name)
  expect(await namesOf('b/one/x.xml', 'b/two/x.xml', 'a/one/y.xml')).toEqual(['one/x.xml', 'two/x.xml', 'y.xml'])
  expect(await namesOf('a/one', 'b/one', 'b/two')).toEqual(['a/one/x.xml', 'y.xml', 'b/one/x.xml', 'b/two/x.xml'])
  expect(await namesOf('b', 'a/one/x.xml')).toEqual(['one/x.xml', 'two/x.xml', 'x.xml'])
  expect(await namesOf('a/one/x.xml', 'a/one')).toEqual(['x.xml', 'x.xml', 'y.xml'])
})
