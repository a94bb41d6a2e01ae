// What runs in the reading thread: files in, chunks of records out, each sealed as the new reports that they most likely are.
import type { MessagePort } from 'node:worker_threads'
import type { Packs } from '../country/pack.ts'
import { packOf } from '../country/packs-of.ts'
import { MessageOfChunk } from './chunk-message.ts'
import { chunksOf, type FileToRead } from './chunks.ts'
import type { OriginalRow } from './original-source.ts'
import { AHEAD, type Failure, type FromThread, type ThreadStart, type ToThread } from './reading-thread.ts'
import { sourceIdFor } from './sources.ts'
import { waysFor } from './ways.ts'

interface Job {
  /** Chunks that may go out before the next is asked for. */
  credit: number
  isStopped: boolean
  wake?: () => void
}

export function runReading(port: MessagePort, start: ThreadStart): void {
  const site = { store: { ...start.store, installation: bytes(start.store.installation) }, linkKey: bytes(start.linkKey) }
  const jobs = new Map<number, Job>()
  let packs: Packs = new Map()
  const send = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  const change = (job: number, by: (job: Job) => void) => {
    const found = jobs.get(job)
    if (!found) return
    by(found)
    found.wake?.()
  }
  port.on('message', (message: ToThread) => {
    if (message.kind === 'packs') packs = new Map(message.packs.map((pack) => [pack.id, pack]))
    else if (message.kind === 'more') change(message.job, (job) => job.credit++)
    else if (message.kind === 'stop') change(message.job, (job) => Object.assign(job, { isStopped: true }))
    else void read(message, { ...site, packs, jobs, send })
  })
}

type Site = ThreadStart & {
  packs: Packs
  jobs: Map<number, Job>
  send(message: FromThread, transfer?: ArrayBuffer[]): void
}

async function read({ job, files, ...what }: Extract<ToThread, { kind: 'read' }>, site: Site): Promise<void> {
  const { packs, store, linkKey, jobs, send } = site
  const state: Job = { credit: AHEAD, isStopped: false }
  jobs.set(job, state)
  try {
    const pack = packOf({ packs }, what.pack)
    const sourceIdOf = (name: string | null) => sourceIdFor(pack, what, name)
    const reading = { store, ways: waysFor({ linkKey, pack, packs }), sourceIdOf, isAhead: true }
    for await (const chunk of chunksOf(files.map(revived), reading, () => new MessageOfChunk())) {
      await mayGo(state)
      if (state.isStopped) return
      send({ kind: 'chunk', job, ...chunk }, [chunk.text.buffer, chunk.bytes.buffer])
    }
    send({ kind: 'end', job })
  } catch (error) {
    send({ kind: 'failed', job, ...failureOf(error) })
  } finally {
    jobs.delete(job)
  }
}

async function mayGo(job: Job): Promise<void> {
  while (job.credit === 0 && !job.isStopped)
    await new Promise<void>((resolve) => {
      job.wake = resolve
    })
  job.credit--
}

/** What crossed between threads comes as plain bytes. */
const bytes = (from: Uint8Array): Buffer => Buffer.from(from.buffer, from.byteOffset, from.length)

const revivedRow = (row: OriginalRow): OriginalRow => ({ ...row, wrappedKey: bytes(row.wrappedKey) })

function revived({ kept, member, ...file }: FileToRead): FileToRead {
  return {
    ...file,
    kept: kept && {
      digest: bytes(kept.digest),
      row: revivedRow(kept.row),
      container: kept.container && revivedRow(kept.container),
    },
    member: member && { ...member, container: revivedRow(member.container) },
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code } = error as { code?: unknown }
  return { message: error.message, stack: error.stack, code: typeof code === 'string' ? code : undefined }
}
