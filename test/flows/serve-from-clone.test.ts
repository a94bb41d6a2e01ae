// A clone in which nothing was built yet, after npm ci alone: serve brings the console, or there would be no first-run page.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../../src/base/config.ts'
import { aCommandLine, type CommandLine } from '../command-line.ts'

const wanted = ['bin', 'migrations', 'packs', 'scripts', 'src', 'web', 'openapi.json', 'package.json', 'package-lock.json']
let clone: string
let site: CommandLine
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'tipbridge-clone-'))
  for (const name of [...wanted, 'tsconfig.base.json', 'vite.config.ts'])
    cpSync(join(projectRoot, name), join(clone, name), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(clone, 'node_modules'))
  site = aCommandLine(join(clone, 'bin', 'tipbridge'))
})
afterAll(async () => {
  await site[Symbol.asyncDispose]()
  rmSync(clone, { recursive: true, force: true })
})

it('serves the console that it built', async () => {
  const server = await site.serve()
  const page = await fetch(server!.address)
  expect(page.status).toBe(200)
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1]
  expect((await fetch(new URL(script!, server!.address))).status).toBe(200)
}, 120_000)
