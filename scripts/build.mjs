// Bundles the server and the command line into dist/, and the console into dist/console, when their sources are newer. Two programs
// that build at the same time write the same files, each of them whole (written beside, renamed), and what a running server, or a page
// that is open, may still load is left for a day after it was replaced.
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
/** The three processes and the reading thread, each a bundle by the name of its file. */
const entryPoints = ['cli/cli.ts', 'cli/web-process.ts', 'cli/work-process.ts', 'cli/read-thread.ts'].map((path) =>
  join(root, 'src', path),
)
const DAY_MS = 24 * 60 * 60 * 1000

/** True when something was built. */
export async function buildServer() {
  const sources = [...filesBelow(join(root, 'src')), join(root, 'package.json'), join(root, 'scripts', 'build.mjs')]
  const entries = Object.fromEntries(entryPoints.map((path) => [entryName(path), path]))
  const stamp = stampOf(sources)
  if (isCurrent('server', stamp) && Object.keys(entries).every((name) => existsSync(join(dist, `${name}.js`)))) return false
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: 'linked',
    chunkNames: 'piece-[hash]',
    write: false,
    logLevel: 'warning',
  })
  mkdirSync(dist, { recursive: true })
  // Pieces first: an entry must never name a piece that is not there yet.
  const ordered = outputFiles.sort((a, b) => Number(isPiece(b.path)) - Number(isPiece(a.path)))
  for (const { path, contents } of ordered) writeWhole(path, contents)
  replace(dist, 'pieces', outputFiles.map(({ path }) => basename(path)).filter(isPiece))
  markCurrent('server', stamp)
  return true
}

function entryName(path) {
  return basename(path, '.ts').replace(/-process$/, '')
}

function isPiece(path) {
  return basename(path).startsWith('piece-')
}

/** Of the files in a folder that were made by earlier builds: what the last one made counts as replaced now, what was replaced a day ago goes. */
function replace(folder, name, current) {
  const list = join(dist, `${name}.list`)
  const last = existsSync(list) ? readFileSync(list, 'utf8').split('\n') : []
  const now = new Date()
  for (const old of readdirSync(folder).filter((entry) => !current.includes(entry) && (name !== 'pieces' || isPiece(entry)))) {
    const path = join(folder, old)
    if (last.includes(old)) utimesSync(path, now, now)
    else if (now - statSync(path).mtimeMs > DAY_MS) rmSync(path, { force: true })
  }
  writeWhole(list, current.join('\n'))
}

/** What lies in dist/ and is of no current build, named from there: replaced pieces, and what a build that broke off left. */
export function replacedFiles() {
  const current = (name) => readFileSync(join(dist, `${name}.list`), 'utf8').split('\n')
  const entries = entryPoints.map((path) => `${entryName(path)}.js`)
  const known = [...entries, ...entries.map((name) => `${name}.map`), ...current('pieces'), 'console', '.npmignore']
  const assets = readdirSync(join(dist, 'console', 'assets')).filter((name) => !current('console').includes(name))
  return [...readdirSync(dist).filter((name) => !known.includes(name)), ...assets.map((name) => `console/assets/${name}`)]
}

/** True when something was built. The console is built by Vite, a development package: an installation has it ready in dist/. */
export async function buildConsole() {
  const web = join(root, 'web')
  if (!existsSync(join(web, 'index.html'))) return false
  const configFile = join(root, 'vite.config.ts')
  const stamp = stampOf([...filesBelow(web), configFile, join(root, 'package-lock.json')])
  if (isCurrent('console', stamp) && existsSync(join(dist, 'console', 'index.html'))) return false
  const fresh = join(dist, `console.${process.pid}`)
  const { build } = await import('vite')
  await build({ root: web, configFile, logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } })
  const assets = readdirSync(join(fresh, 'assets'))
  const old = join(dist, 'console', 'assets')
  if (existsSync(old)) cpSync(old, join(fresh, 'assets'), { recursive: true, force: false, preserveTimestamps: true })
  replace(join(fresh, 'assets'), 'console', assets)
  replaceFolder(fresh, join(dist, 'console'))
  markCurrent('console', stamp)
  return true
}

function replaceFolder(fresh, place) {
  const old = `${place}.old.${process.pid}`
  if (existsSync(place)) renameSync(place, old)
  renameSync(fresh, place)
  rmSync(old, { recursive: true, force: true })
}

export function filesBelow(folder) {
  const found = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...filesBelow(path))
    else if (!/\.test\.tsx?$/.test(entry.name)) found.push(path)
  }
  return found.sort()
}

/** Names, sizes and times of the sources, not their content: this runs at each start of the command line. */
function stampOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path}\0${mtimeMs}\0${size}\n`)
  }
  return hash.digest('hex')
}

const stampFile = (name) => join(dist, `${name}.stamp`)

function isCurrent(name, stamp) {
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === stamp
}

function markCurrent(name, stamp) {
  writeWhole(stampFile(name), stamp)
}

function writeWhole(path, contents) {
  const beside = `${path}.${process.pid}.new`
  writeFileSync(beside, contents)
  renameSync(beside, path)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (await buildServer()) console.log('Built the server.')
  if (await buildConsole()) console.log('Built the console.')
}
