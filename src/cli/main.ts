// The command line: finds the command, turns what it throws into a sentence and an exit code.
import { type Config, packageVersion, readConfig } from '../base/config.ts'
import { createLog, type Log, type LogLevel } from '../base/log.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { plainWords } from './plain-words.ts'
import { atSite } from './site-folder.ts'
import { isBeingStopped, Stopped } from './stopped.ts'

export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  const io = terminal(name)
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.print(overview())
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v') {
    io.print(packageVersion)
    return 0
  }
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!listed) {
    io.say(`There is no command '${name}'.\n\n${overview()}`)
    return 2
  }
  return await runCommand(await listed.load(), rest, io)
}

async function runCommand(command: Command, args: string[], io: Io): Promise<number> {
  const end = args.indexOf('--')
  const options = end < 0 ? args : args.slice(0, end)
  if (options.includes('--help') || options.includes('-h')) {
    io.print(`usage: tipbridge ${command.usage}`)
    return 0
  }
  try {
    return (await command.run(args, io)) ?? 0
  } catch (error) {
    if (error instanceof Stopped) return leave(error, io)
    if (isUsage(error)) {
      io.say(`${error.message}\n\nusage: tipbridge ${command.usage}`)
      return 2
    }
    io.say(plainWords(error))
    return 1
  }
}

/** What was begun may still be at work: nothing waits for it. */
function leave({ exitCode }: Stopped, io: Io): never {
  io.say('Stopped. What was acknowledged until now stays.')
  process.exit(exitCode)
}

// parseArgs of node:util throws errors of its own for unknown options.
function isUsage(error: unknown): error is Error {
  return (
    error instanceof UsageError || (error instanceof Error && /^ERR_PARSE_ARGS/.test((error as NodeJS.ErrnoException).code ?? ''))
  )
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length)) + 2
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`)
  return ['usage: tipbridge COMMAND [ARGUMENTS]', '', ...lines, '', "'tipbridge COMMAND --help' says more about one."].join('\n')
}

function terminal(name: string | undefined): Io {
  let config: Config | undefined
  let log: Log | undefined
  const io: Io = {
    print: (line) => process.stdout.write(`${line}\n`),
    say: (line) => process.stderr.write(`${line}\n`),
    isTerminal: process.stderr.isTTY === true,
    config() {
      config ??= atSite(readConfig())
      return config
    },
    log() {
      log ??= createLog({
        level: levelFor(name, io.config().logLevel),
        write: (line) => isBeingStopped() || process.stderr.write(line),
        isSpoken: name !== 'serve',
      })
      return log
    },
  }
  return io
}

/** A command says what it does by itself; only the server also logs how things go. */
function levelFor(name: string | undefined, level: LogLevel): LogLevel {
  return level === 'info' && name !== 'serve' ? 'warn' : level
}
