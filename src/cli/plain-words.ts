// An error as one clear sentence for the person at the terminal; what nobody foresaw is shown with its place in the code.
import { describeError, withoutSecrets } from '../base/log.ts'
import { Refusal } from '../base/refusal.ts'
import { oneLine } from '../base/text.ts'

const spoken = new Set([
  'ConfigError',
  'LockedError',
  'HeldError',
  'KeysError',
  'RolesError',
  'MigrationError',
  'NoPostgresError',
  'NoUserError',
  'Sentence',
  'WrongPack',
])

export function plainWords(error: unknown): string {
  if (error instanceof Refusal) return refusalWords(error)
  if (error instanceof Error && spoken.has(error.name)) return withoutSecrets(error.message)
  // The database is known to have fallen over it: what it says afterwards is only that it is gone.
  if ((error as { cause?: { code?: unknown } }).cause?.code === DISK_FULL) return codeWords[DISK_FULL]!
  const { code, path } = error as NodeJS.ErrnoException
  const known = code && path ? fileWords(code, oneLine(String(path))) : undefined
  if (known) return known
  if (code && Object.hasOwn(codeWords, code)) return codeWords[code]!
  const database = databaseWords(error as NodeJS.ErrnoException)
  if (database) return database
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || /^57P0/.test(code ?? ''))
    return `The database does not answer (${withoutSecrets((error as Error).message)}).`
  const { name, message, stack } = describeError(error)
  return `${name}: ${message}\n  ${(stack ?? '').replaceAll(' < ', '\n  ')}`
}

const DISK_FULL = '53100'

/** What happens while something is written, and names no path. */
const codeWords: Record<string, string> = {
  ENOSPC: 'There is no space left on the disk.',
  EDQUOT: 'There is no space left for this user.',
  EFBIG: 'A file may not grow that large here: the limit of this user (ulimit -f) is reached.',
  [DISK_FULL]: 'There is no space left on the disk of the database.',
}

/** What is wrong with the database that somebody chose. */
function databaseWords({ code = '', message = '' }: NodeJS.ErrnoException): string | undefined {
  const says = withoutSecrets(message)
  if (code === '3D000') return `DATABASE_URL names a database that is not there (${says}): make it, or correct the name.`
  if (code === '28P01' || code === '28000') return `DATABASE_URL: the server does not let this user in (${says}).`
  if (code === '42501' && message.includes('schema public'))
    return `The user of DATABASE_URL has no rights on schema public (${says}): let an administrator run 'alter schema public owner to' that user.`
  if (notPostgres.test(message))
    return `The database broke off or did not answer: if DATABASE_URL is set, look whether PostgreSQL is at its host and port (${says}).`
  return undefined
}

const notPostgres =
  /^(Connection terminated|received invalid response|Invalid (response|message)|unexpected (message|data))|timeout exceeded when trying to connect|timeout expired|server does not support SSL/i

function refusalWords({ code, facts }: Refusal): string {
  const shown = Object.entries(facts).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? oneLine(value) : JSON.stringify(value)}`,
  )
  return `Refused: ${code}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}.`
}

function fileWords(code: string, path: string): string | undefined {
  if (code === 'EACCES' || code === 'EPERM') return `${path} cannot be used: this user may not read and write there.`
  if (code === 'ENOENT') return `${path} does not exist.`
  if (code === 'ENOSPC') return `There is no space left for ${path}.`
  if (code === 'EROFS') return `${path} lies on a file system that is read-only.`
  if (code === 'ENOTDIR' || code === 'EEXIST') return `${path} is in the way: it is not a folder.`
  return undefined
}
