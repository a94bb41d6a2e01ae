// Is the process that wrote this number still the same one? A pid alone is reused; with its start time, and the boot that both belong
// to, it is not. Read from /proc: we run on Linux.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Start of a process in clock ticks since boot; undefined when it is gone or only a zombie. */
export function startTicks(pid: number): number | undefined {
  const stat = readOrNothing(`/proc/${pid}/stat`)
  if (!stat) return undefined
  // The second field is the name in brackets and may hold anything, brackets too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state] = fields
  return state === 'Z' || state === 'X' || state === 'x' ? undefined : Number(fields[19])
}

export interface ProcessMark {
  pid: number
  startTicks: number
  boot: string
}

export function ownMark(): ProcessMark {
  return { pid: process.pid, startTicks: startTicks(process.pid) ?? 0, boot: bootId() }
}

export function isRunning(mark: ProcessMark): boolean {
  return mark.boot === bootId() && startTicks(mark.pid) === mark.startTicks
}

export function bootId(): string {
  return readOrNothing('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown'
}

/** True once the process is gone, false when it outlives the wait. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  const start = startTicks(pid)
  const until = Date.now() + milliseconds
  while (start !== undefined && startTicks(pid) === start) {
    if (Date.now() > until) return false
    await wait(15)
  }
  return true
}

/** Sends a signal; a process that has gone in the meantime is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
