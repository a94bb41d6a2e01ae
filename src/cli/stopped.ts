// Ctrl-C and its like while a command has the site: it is closed in order before the command ends. A second one ends it at once.
import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Thrown where a command was told to stop. What it had begun may still fail behind it: whoever catches this ends the process. */
export class Stopped extends Error {
  override name = 'Stopped'
  /** As a shell has it for a process that a signal ended. */
  readonly exitCode: number

  constructor(signal: (typeof signals)[number]) {
    super(`Stopped by ${signal}`)
    this.exitCode = 128 + constants.signals[signal]
  }
}

let isStopping = false

/** Whether what fails now fails because its database was taken from it, and is news to nobody. */
export const isBeingStopped = (): boolean => isStopping

export interface StopAsked {
  /** Only ever fails. */
  asked: Promise<never>
  forget(): void
}

export function stopAsked(): StopAsked {
  let stop: (signal: (typeof signals)[number]) => void = () => undefined
  const asked = new Promise<never>((_, reject) => {
    stop = (signal) => {
      forget()
      isStopping = true
      process.on('unhandledRejection', () => undefined)
      reject(new Stopped(signal))
    }
  })
  const forget = () => {
    for (const signal of signals) process.off(signal, stop)
  }
  asked.catch(() => undefined)
  for (const signal of signals) process.on(signal, stop)
  return { asked, forget }
}
