// One program per data folder. The lock is a file with the holder's mark; a dead holder is succeeded by a file named after it, which
// only one process can create (link is atomic), so that two that find the same dead lock never both win. The holder is the last of
// that chain. Good among processes that see each other's pids, which containers sharing a folder do not.
import { randomBytes } from 'node:crypto'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { giveToOwner } from './folder-owner.ts'
import { isRunning, ownMark, type ProcessMark } from './processes.ts'

interface Holder extends ProcessMark {
  purpose: string
  takenAt: string
  /** Tells two locks of the same process apart. */
  nonce: string
}

export interface Lock {
  release(): Promise<void>
}

export class LockedError extends Error {
  readonly folder: string
  readonly pid: number
  readonly purpose: string
  constructor(folder: string, holder: { pid: number; purpose: string }) {
    super(`The data folder ${folder} is in use: '${holder.purpose}' runs on it as process ${holder.pid}.`)
    this.name = 'LockedError'
    this.folder = folder
    this.pid = holder.pid
    this.purpose = holder.purpose
  }
}

export async function takeLock(folder: string, purpose: string): Promise<Lock> {
  const me: Holder = { ...ownMark(), purpose, takenAt: new Date().toISOString(), nonce: randomBytes(8).toString('hex') }
  const draft = join(folder, `lock.${me.nonce}.new`)
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 })
  try {
    giveToOwner(draft)
    await claim(folder, me, draft)
  } finally {
    await unlink(draft).catch(ignoreMissing)
  }
  return { release: () => release(folder, me) }
}

/** Who holds the folder now, if anybody alive does. */
export async function lockHolder(folder: string): Promise<{ pid: number; purpose: string } | undefined> {
  const last = (await chainOf(folder)).at(-1)
  return last && isRunning(last.holder) ? last.holder : undefined
}

async function claim(folder: string, me: Holder, draft: string): Promise<void> {
  for (;;) {
    const chain = await chainOf(folder)
    const last = chain.at(-1)
    if (last && isRunning(last.holder)) throw new LockedError(folder, last.holder)
    const place = last ? successorOf(folder, last.holder) : lockFile(folder)
    if (!(await linkIfFree(draft, place))) continue
    // Another may have won and tidied the chain between our reading and our linking: then ours hangs on nothing.
    const reached = (await chainOf(folder)).at(-1)
    if (reached?.holder.nonce === me.nonce) {
      await tidy(folder, draft, [...chain, { place, holder: me }])
      return
    }
    await unlink(place).catch(ignoreMissing)
  }
}

async function tidy(folder: string, draft: string, chain: Link[]): Promise<void> {
  if (chain.length < 2) return
  await rename(draft, lockFile(folder))
  for (const { place } of chain.slice(1)) await unlink(place).catch(ignoreMissing)
}

async function release(folder: string, me: Holder): Promise<void> {
  const last = (await chainOf(folder)).at(-1)
  if (last?.holder.nonce === me.nonce) await unlink(last.place).catch(ignoreMissing)
}

interface Link {
  place: string
  holder: Holder
}

async function chainOf(folder: string): Promise<Link[]> {
  const chain: Link[] = []
  for (let place = lockFile(folder); ; ) {
    const holder = await readHolder(place)
    if (!holder) return chain
    chain.push({ place, holder })
    place = successorOf(folder, holder)
  }
}

const nobody: Holder = { pid: 0, boot: '', startTicks: 0, purpose: '', takenAt: '', nonce: '' }

async function readHolder(place: string): Promise<Holder | undefined> {
  try {
    const text = await readFile(place, 'utf8')
    // What a power cut left of one names nobody.
    return text.trim() === '' ? nobody : JSON.parse(text)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const lockFile = (folder: string) => join(folder, 'lock')
const successorOf = (folder: string, holder: Holder) => join(folder, `lock.after.${holder.nonce}`)

async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
