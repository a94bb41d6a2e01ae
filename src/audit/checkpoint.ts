// Checkpoints as transparency logs publish them: a tree's size and root in a note signed with Ed25519.
// Formats: c2sp.org/signed-note and c2sp.org/tlog-checkpoint. A checkpoint once signed is a promise: the log may only go on
// from it, so whoever signs must first know that the tree does.
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

export type Checkpoint = { origin: string; size: number; root: Buffer }
export type Signer = { name: string; privateKey: KeyObject }
/** A key that signatures are checked with; `material` is its bare 32 bytes. */
export type Verifier = { name: string; keyId: Buffer; material: Buffer; key: KeyObject }

const ED25519 = 1
const EM_DASH = '\u2014'
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64
// What DER puts before the bare 32 bytes of a public key (RFC 8410): node:crypto takes no bare ones.
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex')

const LONE_SURROGATE = /\p{Surrogate}/u
const isNoteText = (text: string) => !LONE_SURROGATE.test(text) && ![...text].some((char) => char < ' ' && char !== '\n')
const isKeyName = (name: string) => name !== '' && !/[\s+]/u.test(name) && isNoteText(name)

const materialOf = (publicKey: KeyObject) => publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES)

/** A log is named after its key, so that the name needs no setting and no two installations share it. */
export const logName = (publicKey: KeyObject) =>
  `tipbridge/audit/${createHash('sha256').update(materialOf(publicKey)).digest('hex').slice(0, 16)}`

export function signerFrom(privateKey: KeyObject, name = logName(createPublicKey(privateKey))): Signer {
  if (!isKeyName(name)) throw new TypeError(`Not a name for a key: ${JSON.stringify(name)}`)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('Checkpoints are signed with an Ed25519 key')
  return { name, privateKey }
}

export function verifierFrom(key: KeyObject, name = logName(key)): Verifier {
  const material = materialOf(key)
  const kind = Buffer.from([ED25519])
  const keyId = createHash('sha256').update(`${name}\n`).update(kind).update(material).digest().subarray(0, 4)
  return { name, keyId, material, key }
}

export const verifierOf = ({ name, privateKey }: Signer) => verifierFrom(createPublicKey(privateKey), name)

/** The public key as one line: name+id+base64 ("vkey"). */
export const verifierLine = ({ name, keyId, material }: Verifier) =>
  `${name}+${keyId.toString('hex')}+${Buffer.concat([Buffer.from([ED25519]), material]).toString('base64')}`

/** Undefined where the line is no Ed25519 verifier key, or its id does not belong to it. */
export function readVerifierLine(line: string): Verifier | undefined {
  const [name = '', id = '', ...rest] = line.split('+')
  const material = strictBase64(rest.join('+'))
  if (!isKeyName(name) || material?.length !== KEY_BYTES + 1 || material[0] !== ED25519) return undefined
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_DER, material.subarray(1)]), format: 'der', type: 'spki' })
  const verifier = verifierFrom(key, name)
  return verifier.keyId.toString('hex') === id ? verifier : undefined
}

/** Buffer.from skips what is not base64; a signed format must not have two spellings. */
function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined
}

export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith('\n') || !isNoteText(text))
    throw new TypeError('The text of a note ends in a newline and has no other control characters')
  const signature = sign(null, Buffer.from(text), signer.privateKey)
  const stamp = Buffer.concat([verifierOf(signer).keyId, signature])
  return `${text}\n${EM_DASH} ${signer.name} ${stamp.toString('base64')}\n`
}

export type Signature = { name: string; keyId: Buffer; signature: Buffer }

/** Text and signatures of a note, not yet verified; undefined where it is malformed. */
export function readNote(note: string): { text: string; signatures: Signature[] } | undefined {
  const cut = note.lastIndexOf('\n\n')
  if (cut < 0 || !note.endsWith('\n') || !isNoteText(note)) return undefined
  const lines = note.slice(cut + 2, -1).split('\n')
  const signatures = lines.map(readSignature)
  return signatures.every((each) => each !== undefined) ? { text: note.slice(0, cut + 1), signatures } : undefined
}

function readSignature(line: string): Signature | undefined {
  const [dash, name = '', stamp = '', ...rest] = line.split(' ')
  const bytes = strictBase64(stamp)
  if (dash !== EM_DASH || !isKeyName(name) || rest.length > 0 || bytes === undefined || bytes.length < 5) return undefined
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

/** The text of a note that this key signed; undefined where it did not, or where any signature under its name and id is wrong. */
export function openNote(note: string, verifier: Verifier): string | undefined {
  const read = readNote(note)
  const ours = read?.signatures.filter(({ name, keyId }) => name === verifier.name && keyId.equals(verifier.keyId)) ?? []
  if (read === undefined || ours.length === 0) return undefined
  const text = Buffer.from(read.text)
  const isOurs = ({ signature }: Signature) => signature.length === SIGNATURE_BYTES && verify(null, text, verifier.key, signature)
  return ours.every(isOurs) ? read.text : undefined
}

export const checkpointText = ({ origin, size, root }: Checkpoint) => `${origin}\n${size}\n${root.toString('base64')}\n`

/** Undefined where the text is no checkpoint. Further lines are opaque and allowed. */
export function readCheckpointText(text: string): Checkpoint | undefined {
  const lines = text.split('\n')
  if (lines.length < 4 || lines.pop() !== '' || lines.includes('')) return undefined
  const [origin = '', size = '', rootText = ''] = lines
  const root = strictBase64(rootText)
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)) || root?.length !== KEY_BYTES) return undefined
  return { origin, size: Number(size), root }
}

export const signCheckpoint = (checkpoint: Omit<Checkpoint, 'origin'>, signer: Signer) =>
  signNote(checkpointText({ origin: signer.name, ...checkpoint }), signer)

/** The checkpoint in a note, if this log's key signed it under this log's name; else undefined. */
export function openCheckpoint(note: string, verifier: Verifier, origin = verifier.name): Checkpoint | undefined {
  const text = openNote(note, verifier)
  const checkpoint = text === undefined ? undefined : readCheckpointText(text)
  return checkpoint?.origin === origin ? checkpoint : undefined
}
