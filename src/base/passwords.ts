// The generated passwords of our database roles, in the folder of keys. A password is on disk before the role has it, so that a crash
// between the two leaves nothing that cannot be set again. To the server goes only the SCRAM verifier, never the password.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, writeDurably } from './files.ts'
import { refuseOpenFolder } from './keys.ts'

const FILE = 'database.json'

/** The passwords of these roles; those that do not exist yet are made and kept. */
export async function passwordsOf(keysFolder: string, roles: readonly string[]): Promise<Record<string, string>> {
  await makeFolder(keysFolder)
  await refuseOpenFolder(keysFolder)
  const known = await readPasswords(keysFolder)
  const missing = roles.filter((role) => known[role] === undefined)
  for (const role of missing) known[role] = randomBytes(24).toString('base64url')
  if (missing.length > 0) await writeDurably(join(keysFolder, FILE), `${JSON.stringify(known, null, 2)}\n`)
  return Object.fromEntries(roles.map((role) => [role, known[role]!]))
}

async function readPasswords(keysFolder: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(join(keysFolder, FILE), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

const ROUNDS = 4096

/** What PostgreSQL stores for a password (RFC 5802, in the form of pg_authid.rolpassword). */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, 'sha256')
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}
