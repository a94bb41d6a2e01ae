// An installation from what npm packs: unpacked beside the packages that it names for production, and nothing of those for development.
// Where they come from is npm's part, so that this needs no network.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packageVersion, projectRoot } from '../../src/base/config.ts'
import { aCommandLine, type CommandLine } from '../command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'tipbridge-installed-'))
const clone = join(folder, 'clone')
const modules = join(folder, 'app', 'node_modules')
const replaced = ['piece-REPLACED.js', 'console/assets/replaced.js']
let packed: string[]
let installed: CommandLine

/** As git has them, before anything was built. */
function makeClone(): void {
  const files = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], { cwd: projectRoot, encoding: 'utf8' })
  for (const path of files.split('\0').filter(Boolean)) cpSync(join(projectRoot, path), join(clone, path))
  symlinkSync(join(projectRoot, 'node_modules'), join(clone, 'node_modules'))
}

function pack(): { filename: string; files: { path: string }[] } {
  const said = execFileSync('npm', ['pack', '--json', '--offline', '--pack-destination', folder], {
    cwd: clone,
    encoding: 'utf8',
  })
  return JSON.parse(said)[0]
}

function install(tarball: string): void {
  mkdirSync(modules, { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', modules])
  execFileSync('mv', [join(modules, 'package'), join(modules, 'tipbridge')])
  const lock: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'),
  )
  const needed = Object.entries(lock.packages).filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev)
  for (const [path] of needed) {
    mkdirSync(dirname(join(folder, 'app', path)), { recursive: true })
    symlinkSync(join(projectRoot, path), join(folder, 'app', path))
  }
  mkdirSync(join(modules, '.bin'))
  symlinkSync(join('..', 'tipbridge', 'bin', 'tipbridge'), join(modules, '.bin', 'tipbridge'))
}

beforeAll(() => {
  makeClone()
  pack()
  for (const path of replaced) writeFileSync(join(clone, 'dist', path), '')
  const { filename, files } = pack()
  packed = files.map(({ path }) => path)
  install(filename)
  installed = aCommandLine(join(modules, '.bin', 'tipbridge'))
})
afterAll(async () => {
  await installed?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

it('packs what is current, and no source', () => {
  expect(packed).toEqual(
    expect.arrayContaining(['bin/tipbridge', 'dist/cli.js', 'dist/read-thread.js', 'dist/console/index.html']),
  )
  expect(packed.filter((path) => replaced.some((old) => path === `dist/${old}`))).toEqual([])
  expect(packed.filter((path) => /^(src\/.*\.ts|web|test|bench|scripts|node_modules)|\.(stamp|list)$/.test(path))).toEqual([])
})

it('runs a command', async () => {
  expect(await installed.run(['--version'])).toMatchObject({ code: 0, stdout: expect.stringContaining(packageVersion) })
  const program = await installed.run(['audit', 'verifier'])
  expect(program).toMatchObject({ code: 0, stdout: readFileSync(join(projectRoot, 'src', 'audit', 'verify-export.mjs'), 'utf8') })
})

it('keeps its site out of the folder that the next release replaces', async () => {
  const asked = await installed.run(['status'], { TIPBRIDGE_DATA: '' })
  expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining('TIPBRIDGE_DATA must be set') })
})

it('serves its console, finds migrations and packs, and takes in what is handed in', async () => {
  const server = await installed.serve()
  const page = await fetch(server!.address)
  expect(page.status).toBe(200)
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1]
  expect((await fetch(new URL(script!, server!.address))).status).toBe(200)
  const state = await (await fetch(new URL('/api/first-run', server!.address))).json()
  expect(state.packs.map((one: { id: string }) => one.id).sort()).toEqual(['in', 'xx'])
  const sample = join(modules, 'tipbridge', 'samples', '3100518.xml')
  expect(await installed.run(['receive', sample, '--wait'])).toMatchObject({ code: 0 })
  expect(await installed.run(['doctor'])).toMatchObject({ code: 0 })
})
