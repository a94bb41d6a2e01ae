// What a command of the command line is. Exit codes: 0 done, 1 refused or failed, 2 wrong usage. Data goes to standard output (as JSON
// Lines with --json), everything said to a person about it to standard error.
import type { Config } from '../base/config.ts'
import type { Log } from '../base/log.ts'

export interface Io {
  /** A line of data. */
  print(line: string): void
  /** A line to the person. */
  say(line: string): void
  /** Whether a person watches, so that progress may be drawn. */
  isTerminal: boolean
  /** Read when first asked for: `--help` works with wrong settings too. */
  config(): Config
  log(): Log
}

export interface Command {
  name: string
  /** Shown by `tipbridge NAME --help`: the first line is the form, the rest what it does. */
  usage: string
  /** `args` are what follows the name. No number means 0. */
  run(args: string[], io: Io): Promise<number | undefined>
}

/** Thrown for wrong arguments: shows the usage and ends with 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Thrown where one clear sentence says all: shown without a stack, ends with 1. */
export class Sentence extends Error {
  override name = 'Sentence'
}

export function printJson(io: Io, value: unknown): void {
  io.print(JSON.stringify(value))
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
