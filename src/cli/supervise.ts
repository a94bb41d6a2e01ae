// The supervisor's side: forks a child, hands it its start message, starts it again when it falls, with a growing pause, and stops it.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childEnvironment, projectRoot } from '../base/config.ts'
import type { Log } from '../base/log.ts'
import { signal, waitForEnd } from '../base/processes.ts'
import { isBundled } from '../base/project.ts'
import { Sentence } from './command.ts'
import type { FromChild, ToChild } from './start-message.ts'

export interface ChildOptions {
  name: 'web' | 'work'
  /** Made anew for each start: the port of the first start is kept for the next. */
  start: () => unknown
  log: Log
  /** After each change of the process. */
  onChange: () => void
}

export interface Child {
  pid(): number
  address(): string | null
  stop(): Promise<void>
}

const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000
const HEALTHY_AFTER_MS = 60_000
const PATIENCE_MS = 10_000

/** Resolves when the child is ready for the first time; rejects with its sentence when it cannot start at all. */
export async function supervise(options: ChildOptions): Promise<Child> {
  const { name, log, onChange } = options
  const stopping = new AbortController()
  let current = await launch(options, stopping.signal)
  const keep = async () => {
    for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await current.ended
      if (stopping.signal.aborted) return
      if (Date.now() - current.readyAt > HEALTHY_AFTER_MS) pauseMs = SHORTEST_PAUSE_MS
      log.error(`The ${name} process ended unexpectedly: starting it again`, { pid: current.process.pid, pauseMs })
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      current = await launch(options, stopping.signal).catch((error) =>
        stopping.signal.aborted ? current : fallen(current, error, log),
      )
      if (stopping.signal.aborted) return await stopChild(current)
      onChange()
    }
  }
  const kept = keep()
  return {
    pid: () => current.process.pid!,
    address: () => current.address,
    async stop() {
      stopping.abort()
      await stopChild(current)
      await kept
    },
  }
}

interface Launched {
  process: ChildProcess
  address: string | null
  readyAt: number
  ended: Promise<void>
}

function fallen(before: Launched, error: unknown, log: Log): Launched {
  log.error('A process could not be started again', { error })
  return { ...before, readyAt: Date.now(), ended: Promise.resolve() }
}

/** Intake makes much that dies young: with little room for it the collector would copy it about. */
const flagsOf = (name: string): string[] => (name === 'work' ? ['--max-semi-space-size=64'] : [])

/** A child that is told to stop before it is ready is not waited for: it has begun nothing that a crash could not interrupt. */
async function launch({ name, start }: ChildOptions, stopping: AbortSignal): Promise<Launched> {
  const [entry, execArgv] = isBundled
    ? [join(projectRoot, 'dist', `${name}.js`), [...flagsOf(name), '--enable-source-maps']]
    : [join(projectRoot, 'src', 'cli', `${name}-process.ts`), ['--import', 'tsx']]
  // A session of its own: Ctrl-C reaches the supervisor alone, which stops its children in order.
  const child = fork(entry, [], {
    execArgv,
    detached: true,
    env: childEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const cut = () => child.kill('SIGKILL')
  stopping.addEventListener('abort', cut)
  tell(child, { type: 'start', start: start() })
  const address = await new Promise<string | null>((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      if (message.type === 'ready') resolve(message.address)
      else reject(Object.assign(new Sentence(message.sentence), { code: message.code }))
    })
    ended.then(() => reject(new Sentence(`The ${name} process ended while it started.`)))
  }).finally(() => stopping.removeEventListener('abort', cut))
  return { process: child, address, readyAt: Date.now(), ended }
}

async function stopChild({ process: child }: Launched): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  tell(child, { type: 'stop' })
  if (await waitForEnd(child.pid, PATIENCE_MS)) return
  signal(child.pid, 'SIGKILL')
  await waitForEnd(child.pid, PATIENCE_MS)
}

function tell(child: ChildProcess, message: ToChild): void {
  if (child.connected) child.send(message, () => {})
}
