// The thread in which large files are read, as the one who saves sees it: chunks come as fast as they are asked for, a few ahead.
// It starts when it is first needed. Keys go there within this process and nowhere else.
import { Worker } from 'node:worker_threads'
import type { Pack, Packs } from '../country/pack.ts'
import { type ChunkMessage, fromMessage } from './chunk-message.ts'
import type { ChunkOfRecords, FileToRead } from './chunks.ts'
import type { OriginalStore } from './originals.ts'

export interface ThreadStart {
  store: OriginalStore
  linkKey: Buffer
}

export interface ToRead {
  pack: string
  /** The source of documents that name none. */
  sourceId: string
}

export type ToThread =
  | { kind: 'packs'; packs: Pack[] }
  | ({ kind: 'read'; job: number; files: readonly FileToRead[] } & ToRead)
  | { kind: 'more'; job: number }
  | { kind: 'stop'; job: number }

export interface Failure {
  message: string
  code?: string
  stack?: string
}

export type FromThread =
  | ({ kind: 'chunk'; job: number } & ChunkMessage)
  | { kind: 'end'; job: number }
  | ({ kind: 'failed'; job: number } & Failure)

/** Chunks that are read before anybody asks for them. */
export const AHEAD = 2
/** Most of what reading makes dies young; with little room for it the collector would copy it about. */
const YOUNG_MB = 64

export class ReadingThread {
  readonly #program: string
  readonly #start: ThreadStart
  #worker: Worker | undefined
  #packs: Packs | undefined
  #jobs = 0

  /** `program` is the compiled file that calls `runReading`. */
  constructor(program: string, start: ThreadStart) {
    this.#program = program
    this.#start = start
  }

  async *chunksOf(files: readonly FileToRead[], { packs, ...what }: ToRead & { packs: Packs }): AsyncGenerator<ChunkOfRecords> {
    const worker = this.#started()
    if (this.#packs !== packs) this.#send(worker, { kind: 'packs', packs: [...packs.values()] })
    this.#packs = packs
    const job = ++this.#jobs
    const inbox = new Inbox(worker, job)
    try {
      this.#send(worker, { kind: 'read', job, files, ...what })
      for (let message = await inbox.next(); message.kind !== 'end'; message = await inbox.next()) {
        if (message.kind === 'failed') throw failed(message)
        this.#send(worker, { kind: 'more', job })
        yield await fromMessage(message)
      }
    } finally {
      inbox.close()
      this.#send(worker, { kind: 'stop', job })
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #started(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.#program, { workerData: this.#start, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    // Whoever waits for it is told by its inbox; the next one who needs it starts another.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined
    })
    worker.unref()
    this.#worker = worker
    this.#packs = undefined
    return worker
  }

  #send(worker: Worker, message: ToThread): void {
    worker.postMessage(message)
  }
}

function failed({ message, code, stack }: Failure): Error {
  return Object.assign(new Error(message), { code, stack })
}

/** The messages of one job in order; waiting for one that a dead thread will never send fails. */
class Inbox {
  readonly #worker: Worker
  readonly #job: number
  readonly #messages: FromThread[] = []
  #error: Error | undefined
  #wake: (() => void) | undefined

  constructor(worker: Worker, job: number) {
    this.#worker = worker
    this.#job = job
    worker.on('message', this.#take)
    worker.on('error', this.#fail)
    worker.on('exit', this.#end)
    worker.ref()
  }

  async next(): Promise<FromThread> {
    while (this.#messages.length === 0) {
      if (this.#error) throw this.#error
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return this.#messages.shift()!
  }

  close(): void {
    this.#worker.off('message', this.#take)
    this.#worker.off('error', this.#fail)
    this.#worker.off('exit', this.#end)
    this.#worker.unref()
  }

  #take = (message: FromThread): void => {
    if (message.job !== this.#job) return
    this.#messages.push(message)
    this.#wake?.()
  }

  #fail = (error: Error): void => {
    this.#error ??= error
    this.#wake?.()
  }

  #end = (): void => this.#fail(new Error('The reading thread ended'))
}
