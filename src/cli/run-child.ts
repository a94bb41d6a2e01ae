// The child's side of supervision: takes its start message, says when it is ready, stops when told, and also when the supervisor is
// gone (its channel closes), so that a kill -9 of the supervisor leaves nobody working on the folder.
import { createLog, type Log } from '../base/log.ts'
import { plainWords } from './plain-words.ts'
import type { FromChild, ToChild } from './start-message.ts'

export interface Running {
  address?: string
  stop(): Promise<void>
}

const LONGEST_STOP_MS = 8000

export function runChild<S extends { logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent' }>(
  name: string,
  begin: (start: S, log: Log) => Promise<Running>,
): void {
  // Nobody may read what is logged any more (`serve | tee` whose tee ended): that is no reason to fall.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  let running: Promise<Running> | undefined
  const stop = async () => {
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
    await running?.then((child) => child.stop()).catch(() => {})
    process.exit(0)
  }
  process.on('message', (message: ToChild) => {
    if (message.type === 'stop') stop()
    else running ??= start(message.start as S)
  })
  process.once('disconnect', stop)
  process.once('SIGTERM', stop)
  process.on('SIGINT', () => {})

  const start = async (given: S): Promise<Running> => {
    const log = createLog({ level: given.logLevel, name })
    const fall = (error: unknown) => {
      log.error('Ends after an error that nobody caught', { error })
      process.exit(1)
    }
    process.on('uncaughtException', fall)
    process.on('unhandledRejection', fall)
    try {
      const child = await begin(given, log)
      tell({ type: 'ready', address: child.address ?? null })
      return child
    } catch (error) {
      tell({ type: 'failed', sentence: plainWords(error), code: (error as NodeJS.ErrnoException).code })
      process.disconnect()
      process.exit(1)
    }
  }
}

function tell(message: FromChild): void {
  process.send?.(message)
}
