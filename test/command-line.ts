// The command line as a person runs it, from somewhere else than the clone: its own process on a data folder of its own, with what it
// said and how it ended.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { childEnvironment, projectRoot } from '../src/base/config.ts'

export interface Ended {
  /** Null where it was killed. */
  code: number | null
  stdout: string
  stderr: string
}

export interface Limits {
  /** No file may grow larger. */
  fileMegabytes: number
}

export interface CommandLine extends AsyncDisposable {
  /** Not made before the first command. */
  dataFolder: string
  run(args: string[], settings?: Record<string, string>, limits?: Limits): Promise<Ended>
  /** Started, and not waited for. */
  start(args: string[], settings?: Record<string, string>, limits?: Limits): { child: ChildProcess; ended: Promise<Ended> }
  /** The server once it has named its address; undefined where it ended before. */
  serve(settings?: Record<string, string>): Promise<{ child: ChildProcess; address: string } | undefined>
}

export function aCommandLine(program: string = join(projectRoot, 'bin', 'tipbridge')): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'tipbridge-command-'))
  const dataFolder = join(folder, 'site')
  const children = new Set<ChildProcess>()
  const start: CommandLine['start'] = (args, settings, limits) => {
    const [command, ...words] = [...limited(limits), process.execPath, program, ...args]
    const child = spawn(command!, words, {
      cwd: folder,
      env: { ...childEnvironment(), TIPBRIDGE_DATA: dataFolder, PORT: '0', NODE_ENV: '', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    return { child, ended: endOf(child) }
  }
  return {
    dataFolder,
    start,
    run: (args, settings, limits) => start(args, settings, limits).ended,
    async serve(settings) {
      const { child } = start(['serve'], settings)
      for await (const line of createInterface({ input: child.stdout! })) {
        const address = /^Tipbridge \S+ at (\S+)$/.exec(line)?.[1]
        if (address) return { child, address }
      }
      return undefined
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) await stop(child)
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** With the signal ignored a write fails instead of ending the program; sh counts in blocks of 512 bytes. */
function limited(limits: Limits | undefined): string[] {
  return limits ? ['sh', '-c', `trap '' XFSZ; ulimit -f ${limits.fileMegabytes * 2048}; exec "$@"`, 'sh'] : []
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  child.stdout!.on('data', (part) => (said.stdout += part))
  child.stderr!.on('data', (part) => (said.stderr += part))
  const [code] = await once(child, 'close')
  return { code, ...said }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

export const jsonLines = (text: string): any[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
