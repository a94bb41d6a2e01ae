// The files below the named paths, in one order on every machine, and their bytes in pieces. Links below a folder are not followed, so
// that none leads out of what was named or round in circles; whatever is left out is named with the reason.
import { createReadStream, type Dirent } from 'node:fs'
import { access, constants, readdir, realpath, stat } from 'node:fs/promises'
import { oneLine } from '../../base/text.ts'
import type { UnreadReason } from '../../intake/receive.ts'
import { Sentence } from '../command.ts'
import { asTyped, shownName } from './byte-names.ts'
import { tellApart } from './tell-apart.ts'

export interface FoundFile {
  /** As the disk has it, which is bytes. */
  path: Buffer
  /** Shown in receipts: the path below what was named, and more of it where two would be alike. */
  name: string
}

export type SkipReason = 'link-within' | 'link-outside' | 'link-broken' | 'no-file'

export interface SkippedPath {
  /** For the person: bytes that are no text are written out. */
  path: string
  reason: SkipReason
}

export interface Found {
  files: FoundFile[]
  skipped: SkippedPath[]
}

/** Before anything is handed in it is known that all of them can be read. */
export async function filesBelow(paths: readonly string[]): Promise<Found> {
  const found: Found = { files: [], skipped: [] }
  for (const path of asTyped(paths)) {
    const about = await stat(path).catch(() => cannotRead(path))
    if (about.isDirectory()) await walk({ folder: path, real: await realOf(path), found }, Buffer.alloc(0))
    else found.files.push({ path, name: shownName(path.subarray(path.lastIndexOf('/') + 1)) })
  }
  tellApart(found.files)
  for (const { path } of found.files) await access(path, constants.R_OK).catch(() => cannotRead(path))
  return found
}

function cannotRead(path: Buffer): never {
  throw new Sentence(`There is no file or folder ${oneLine(shownName(path))}, or this user may not read it.`)
}

const realOf = (path: Buffer): Promise<Buffer> => realpath(path, { encoding: 'buffer' })

const SLASH = Buffer.from('/')

const within = (folder: Buffer, name: Buffer): Buffer =>
  folder.length === 0 || name.length === 0 || folder.at(-1) === SLASH[0]
    ? Buffer.concat([folder, name])
    : Buffer.concat([folder, SLASH, name])

interface Walk {
  folder: Buffer
  real: Buffer
  found: Found
}

async function walk(at: Walk, below: Buffer): Promise<void> {
  const place = within(at.folder, below)
  const entries = await readdir(place, { withFileTypes: true, encoding: 'buffer' }).catch(() => cannotRead(place))
  for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
    const name = within(below, entry.name)
    if (entry.isDirectory()) await walk(at, name)
    else await take(at, name, entry)
  }
}

async function take({ folder, real, found }: Walk, name: Buffer, entry: Dirent<Buffer>): Promise<void> {
  const path = within(folder, name)
  if (entry.isFile()) found.files.push({ path, name: shownName(name) })
  else found.skipped.push({ path: shownName(path), reason: entry.isSymbolicLink() ? await linkReason(path, real) : 'no-file' })
}

/** What a link leads to within the folder is handed in from its own place. */
async function linkReason(path: Buffer, real: Buffer): Promise<SkipReason> {
  const target = await realOf(path).catch(() => undefined)
  if (target === undefined) return 'link-broken'
  const isWithin = target.equals(real) || target.indexOf(Buffer.concat([real, SLASH])) === 0
  return isWithin ? 'link-within' : 'link-outside'
}

export const skipSentences: Record<SkipReason, string> = {
  'link-within': 'a link to what is handed in from its own place',
  'link-outside': 'a link out of the folder; name what it leads to, to hand that in',
  'link-broken': 'a link that leads nowhere',
  'no-file': 'no file',
}

/** What this file cannot give, as opposed to what we cannot keep. */
export class ReadFault extends Error {
  readonly reason: UnreadReason
  constructor(reason: UnreadReason) {
    super(reason)
    this.reason = reason
  }
}

const readFaults: Record<string, UnreadReason> = {
  ENOENT: 'file-gone',
  ENOTDIR: 'file-gone',
  ESTALE: 'file-gone',
  EACCES: 'file-not-permitted',
  EPERM: 'file-not-permitted',
}
/** Want of what is ours: the next file would fare no better. */
const ours = new Set(['EMFILE', 'ENFILE', 'ENOMEM'])

/** Throws a ReadFault where the file cannot be read, or not to its end. */
export async function* readPieces(path: Buffer): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw ours.has(code) ? error : new ReadFault(readFaults[code] ?? 'file-not-readable')
  }
}
