// Settings that name something unfit: the start and its --check refuse them alike, in words that name the setting, before a site is made.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aCommandLine } from '../command-line.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipbridge-unfit-'))
  for (const name of ['a', 'b']) {
    const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', '-days', '2', ...files], {
      stdio: 'ignore',
    })
  }
  writeFileSync(join(folder, 'text'), 'no certificate')
  mkdirSync(join(folder, 'open'), { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true }))

const unfit: [string, Record<string, string>, RegExp][] = [
  [
    'a key of another certificate',
    { TIPBRIDGE_TLS_CERT: 'a.crt', TIPBRIDGE_TLS_KEY: 'b.key' },
    /TIPBRIDGE_TLS_KEY .* does not fit/,
  ],
  ['no PEM', { TIPBRIDGE_TLS_CERT: 'text', TIPBRIDGE_TLS_KEY: 'a.key' }, /TIPBRIDGE_TLS_CERT .* is no PEM/],
  ['a missing file', { TIPBRIDGE_TLS_CERT: 'a.crt', TIPBRIDGE_TLS_KEY: 'none' }, /TIPBRIDGE_TLS_KEY .*ENOENT/],
  ['open keys', { TIPBRIDGE_KEYS: 'open' }, /TIPBRIDGE_KEYS: .* open to other users/],
  ['keys that are a file', { TIPBRIDGE_KEYS: 'text' }, /TIPBRIDGE_KEYS .* is no folder/],
]
test.each(unfit)('%s', async (_name, given, words) => {
  await using site = aCommandLine()
  const settings = Object.fromEntries(Object.entries(given).map(([name, file]) => [name, join(folder, file)]))
  for (const args of [['serve', '--check'], ['serve']]) {
    const { code, stderr } = await site.run(args, settings)
    expect(code).toBe(1)
    expect(stderr).toMatch(words)
    expect(stderr.trim().split('\n')).toHaveLength(2)
  }
  expect(readdirSync(join(site.dataFolder, '..'))).toEqual([])
})

test('a database that is not there is named by its setting, in one sentence', async () => {
  await using site = aCommandLine()
  const url = Object.assign(new URL(inject('template').ownerUrl), { pathname: '/no_such_database' }).href
  const { code, stderr } = await site.run(['migrate'], { DATABASE_URL: url })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^DATABASE_URL names a database that is not there .*\n$/)
})
