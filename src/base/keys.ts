// The keys of an installation, outside the database. Each is a file of mode 0600; the list with their fingerprints is written last, so
// that keys whose making was interrupted are completed (nothing was sealed yet), and a key lost or swapped later is never replaced in
// silence: that would make all that it sealed unreadable.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, makeFolder, writeDurably } from './files.ts'
import { newKey } from './seal.ts'

export interface Keys {
  /** Wraps data keys. */
  installation: Buffer
  /** Makes identifier ids. */
  link: Buffer
  /** Makes search terms. */
  search: Buffer
  /** Authenticates audit entries. */
  audit: Buffer
  /** Signs checkpoints (Ed25519); only the process that signs has the private half. */
  checkpoint: { publicKey: KeyObject; privateKey?: KeyObject }
}

const symmetric = ['installation', 'link', 'search', 'audit'] as const
const LIST = 'keys.json'

/** Of each key, by its name: they tell two keys apart and nothing about either. */
export type Fingerprints = Record<string, string>
type KeyList = { madeAt: string; fingerprints: Fingerprints }

export class KeysError extends Error {
  override name = 'KeysError'
}

/** Makes what is missing as long as the list does not exist yet; true when these keys are new. */
export async function createKeys(folder: string): Promise<boolean> {
  await makeFolder(folder)
  await refuseOpenFolder(folder)
  if (await exists(join(folder, LIST))) return false
  const fingerprints: Fingerprints = {}
  for (const name of [...symmetric, 'checkpoint'] as const) {
    const path = keyFile(folder, name)
    if (!(await exists(path))) await writeDurably(path, name === 'checkpoint' ? newSigningKey() : newKey())
    fingerprints[name] = fingerprint(await readFile(path))
  }
  const list: KeyList = { madeAt: new Date().toISOString(), fingerprints }
  await writeDurably(join(folder, LIST), `${JSON.stringify(list, null, 2)}\n`)
  return true
}

export const hasKeys = (folder: string): Promise<boolean> => exists(join(folder, LIST))

/** Of the keys that were made in this folder; whether each file is still its key is asked where they are loaded. */
export async function fingerprintsIn(folder: string): Promise<Fingerprints | undefined> {
  if (!(await hasKeys(folder))) return undefined
  const list: KeyList = JSON.parse(await readKeyFile(join(folder, LIST)).then(String))
  return list.fingerprints
}

export async function loadKeys(folder: string): Promise<Keys> {
  await refuseOpenFolder(folder)
  const list: KeyList = JSON.parse(await readKeyFile(join(folder, LIST)).then(String))
  const [installation, link, search, audit] = await Promise.all(symmetric.map((name) => readKey(folder, name, list)))
  const privateKey = createPrivateKey(await readKey(folder, 'checkpoint', list))
  return {
    installation: installation!,
    link: link!,
    search: search!,
    audit: audit!,
    checkpoint: { privateKey, publicKey: createPublicKey(privateKey) },
  }
}

async function readKey(folder: string, name: string, list: KeyList): Promise<Buffer> {
  const bytes = await readKeyFile(keyFile(folder, name))
  if (fingerprint(bytes) !== list.fingerprints[name]) {
    throw new KeysError(`${keyFile(folder, name)} is not the key that this installation was made with; restore it from a backup.`)
  }
  return bytes
}

async function readKeyFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new KeysError(`${path} is missing; restore it from a backup.`)
    throw new KeysError(`${path} cannot be read (${code}).`)
  }
}

/** A folder of keys that others may enter is refused rather than repaired: somebody must know that it was open. */
export async function refuseOpenFolder(folder: string): Promise<void> {
  const { mode } = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    throw new KeysError(`The folder of keys ${folder} cannot be read (${error.code}).`)
  })
  if ((mode & 0o077) !== 0) {
    const shown = (mode & 0o777).toString(8)
    throw new KeysError(
      `The folder of keys ${folder} is open to other users (mode ${shown}): make it 700 and consider the keys seen.`,
    )
  }
}

const keyFile = (folder: string, name: string) => join(folder, `${name}.key`)

function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}

function fingerprint(bytes: Buffer): string {
  return createHash('sha256').update('tipbridge key\n').update(bytes).digest('hex').slice(0, 32)
}

/** Keys as text, to hand them to a child process over its channel; the signing key only where it is asked for. */
export function packKeys(keys: Keys, options: { maySign: boolean }): Record<string, string> {
  const packed: Record<string, string> = Object.fromEntries(symmetric.map((name) => [name, keys[name].toString('base64')]))
  packed.publicKey = keys.checkpoint.publicKey.export({ type: 'spki', format: 'pem' }) as string
  if (options.maySign) packed.privateKey = keys.checkpoint.privateKey!.export({ type: 'pkcs8', format: 'pem' }) as string
  return packed
}

export function unpackKeys(packed: Record<string, string>): Keys {
  const key = (name: string) => Buffer.from(packed[name] ?? '', 'base64')
  return {
    installation: key('installation'),
    link: key('link'),
    search: key('search'),
    audit: key('audit'),
    checkpoint: {
      publicKey: createPublicKey(packed.publicKey!),
      privateKey: packed.privateKey ? createPrivateKey(packed.privateKey) : undefined,
    },
  }
}
