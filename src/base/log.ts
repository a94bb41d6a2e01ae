// JSON lines to standard error, or sentences for the person who gave a command. An error is written by its name, message, code and stack
// only: drivers hang their client, with its password, and rows, with people's values, on errors, and none of that may reach a log.
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'
type Facts = Record<string, unknown>

export interface Log {
  debug(message: string, facts?: Facts): void
  info(message: string, facts?: Facts): void
  warn(message: string, facts?: Facts): void
  error(message: string, facts?: Facts): void
  /** A log that adds these facts to each of its lines. */
  with(facts: Facts): Log
}

export interface LogOptions {
  level?: LogLevel
  /** The process that writes: serve, web, work, … */
  name?: string
  write?: (line: string) => void
  /** One sentence a line, for a person at a terminal; else JSON. */
  isSpoken?: boolean
}

const rank: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 }

export function createLog(options: LogOptions = {}): Log {
  const { level = 'info', name, write = (line) => process.stderr.write(line), isSpoken = false } = options
  return logWith({ level, write, asLine: isSpoken ? spoken : JSON.stringify }, name ? { name } : {})
}

export const silentLog: Log = createLog({ level: 'silent' })

interface Line extends Facts {
  level: LogLevel
  message: string
  error?: { message?: string }
}

interface Target {
  level: LogLevel
  write: (line: string) => void
  asLine: (line: Line) => string
}

const spokenLevel: Partial<Record<LogLevel, string>> = { error: 'Error', warn: 'Warning' }

const spoken = ({ level, message, error }: Line): string =>
  `${spokenLevel[level] ?? 'Note'}: ${message}${error?.message ? ` (${error.message})` : ''}`

function logWith(to: Target, always: Facts): Log {
  const at = (level: LogLevel) => (message: string, facts?: Facts) => {
    if (rank[level] < rank[to.level]) return
    const line = {
      at: new Date().toISOString(),
      level,
      message: withoutSecrets(message),
      ...always,
      ...(safe(facts ?? {}, 0) as Facts),
    }
    to.write(`${to.asLine(line)}\n`)
  }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (facts) => logWith(to, { ...always, ...(safe(facts, 0) as Facts) }),
  }
}

const SECRET_KEY = /passw|secret|token|authorization|cookie|api_?key|credential|ownerurl/i
const DEEPEST = 6

function safe(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Error) return describeError(value)
  if (value instanceof Date) return value
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`
  if (depth >= DEEPEST) return '…'
  if (Array.isArray(value)) return value.map((item) => safe(item, depth + 1))
  if (!isPlain(value)) return value.constructor?.name
  const kept = Object.entries(value).map(([key, item]) => [key, SECRET_KEY.test(key) ? '***' : safe(item, depth + 1)])
  return Object.fromEntries(kept)
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Passwords in URLs, wherever they stand in a text. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s@]*@/gi, '$1***@')
    .replace(/(password=)('[^']*'|[^\s&'"]+)/gi, '$1***')
}

interface Described {
  name: string
  message: string
  code?: string
  constraint?: string
  table?: string
  stack?: string
  cause?: unknown
}

export function describeError(error: unknown, depth = 0): Described {
  if (!(error instanceof Error)) return { name: typeof error, message: withoutSecrets(String(error)) }
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown }
  const message = errorMessage(error.message, code)
  return {
    name: error.name,
    message,
    code: textOrNothing(code),
    constraint: textOrNothing(constraint),
    table: textOrNothing(table),
    stack: error.stack?.split('\n    at ').slice(1, 12).map(withoutSecrets).join(' < '),
    cause: error.cause === undefined || depth > 2 ? undefined : describeError(error.cause, depth + 1),
  }
}

// PostgreSQL quotes the offending value in errors of class 22 (invalid input syntax for type uuid: "…").
function errorMessage(message: string, code: unknown): string {
  const isAboutValue = typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)
  return withoutSecrets(isAboutValue ? message.replace(/"[^"]*"/g, '"…"') : message)
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
