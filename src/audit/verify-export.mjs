#!/usr/bin/env node
// Checks an exported audit log of Tipbridge. One file, no dependencies, Node 18 or later:
//   node tipbridge-verify.mjs EXPORT CHECKPOINTS PUBLIC-KEY
// EXPORT: JSON Lines, one entry each, as exported. CHECKPOINTS: signed notes (c2sp.org/tlog-checkpoint), best from a copy that was kept
// elsewhere. PUBLIC-KEY: a file with the line name+id+base64, or the line itself. It makes the leaf of each entry anew, builds the Merkle
// tree of RFC 6962 and compares its root with each signed one. Exit code 0: all as signed; 1: something was altered, removed, inserted or
// reordered, and the first such entry is named; 2: the check could not be made.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { open } from 'node:fs/promises'

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const isSameHash = (one, other) => Buffer.compare(one, other) === 0

class CannotCheck extends Error {}

// --- the key and the signed checkpoints

async function readKey(given) {
  const line = looksLikeKey(given) ? given : await firstLine(given)
  if (!looksLikeKey(line)) throw new CannotCheck(`${given}: not a public key of the form name+id+base64`)
  const [name, id] = line.split('+')
  const material = Buffer.from(line.slice(name.length + id.length + 2), 'base64')
  const own = sha256(`${name}\n`, material).subarray(0, 4)
  if (material.length !== 33 || material[0] !== 1 || own.toString('hex') !== id) {
    throw new CannotCheck(`${given}: the id of the key does not belong to it`)
  }
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), material.subarray(1)])
  return { name, id: own, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

const looksLikeKey = (line) => /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/.test(line)

async function firstLine(path) {
  for await (const line of linesOf(path)) return line
  return ''
}

async function* linesOf(path) {
  const file = await open(path).catch((error) => {
    throw new CannotCheck(`${path}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`)
  })
  if (!(await file.stat()).isFile()) throw new CannotCheck(`${path}: not a file`)
  yield* file.readLines()
}

/** The signed roots by size. Notes stand one after the other; each ends with its lines of signatures. */
async function readCheckpoints(path, key) {
  const signed = { roots: new Map(), largest: 0 }
  let note = ''
  let isSigned = false
  for await (const line of linesOf(path)) {
    if (isSigned && !line.startsWith('\u2014 ')) {
      keepCheckpoint(signed, openNote(note, key), path)
      note = ''
      isSigned = false
    }
    if (note === '' && line === '') continue
    note += `${line}\n`
    isSigned = line.startsWith('\u2014 ')
  }
  // What a crash cut off at the end never was a checkpoint; the entries that it should cover are then covered by none.
  const last = isSigned ? openNote(note, key) : undefined
  if (last) keepCheckpoint(signed, last, path)
  if (signed.largest === 0) throw new CannotCheck(`${path}: no checkpoint signed by this key in it`)
  return signed
}

function keepCheckpoint(signed, checkpoint, path) {
  if (!checkpoint)
    throw new CannotCheck(`${path}: a note after that of size ${signed.largest} is not a checkpoint signed by this key`)
  const { size, root } = checkpoint
  const known = signed.roots.get(size)
  if (known && !isSameHash(known, root)) throw new CannotCheck(`${path}: two different trees of size ${size} were signed`)
  signed.roots.set(size, root)
  signed.largest = Math.max(signed.largest, size)
}

function openNote(note, key) {
  const cut = note.lastIndexOf('\n\n')
  const text = note.slice(0, cut + 1)
  const isSigned = note
    .slice(cut + 2)
    .trimEnd()
    .split('\n')
    .some((line) => isOurSignature(line, text, key))
  const [origin, size, root] = text.split('\n')
  if (cut < 0 || !isSigned || origin !== key.name || !/^\d+$/.test(size)) return undefined
  return { size: Number(size), root: Buffer.from(root, 'base64') }
}

function isOurSignature(line, text, key) {
  const [dash, name, stamp = ''] = line.split(' ')
  const bytes = Buffer.from(stamp, 'base64')
  const isOurs = dash === '\u2014' && name === key.name && isSameHash(bytes.subarray(0, 4), key.id)
  return isOurs && verify(null, Buffer.from(text), key.key, bytes.subarray(4))
}

// --- the tree

/** Perfect subtrees of what was added so far, as [height, hash], largest first. */
function addLeaf(tree, leaf) {
  let node = { height: 0, hash: leaf }
  while (tree.length > 0 && tree.at(-1).height === node.height) {
    const left = tree.pop()
    node = { height: node.height + 1, hash: sha256('\x01', left.hash, node.hash) }
  }
  tree.push(node)
}

const rootOf = (tree) => tree.map(({ hash }) => hash).reduceRight((right, left) => sha256('\x01', left, right))

function leafOf(entry) {
  const agencyNo = entry.agencyNo === null ? null : String(entry.agencyNo)
  const before = ['tipbridge audit entry 1', entry.entryId, entry.xact, entry.at, entry.actorId, entry.actorName, agencyNo]
  const after = [entry.action, entry.outcome, entry.subjectKind, entry.subjectId, entry.requestId, entry.detail]
  return sha256('\x00', JSON.stringify([...before, ...after]), Buffer.from(entry.mac, 'hex'))
}

// --- the walk

class Tampered extends Error {}

function checkLine(line, walk) {
  const entry = parse(line, walk.place + 1)
  const place = walk.place + 1
  const named = `entry ${entry.entryId}`
  if (entry.place > place)
    throw new Tampered(`REMOVED: place ${place} is missing; the next line is place ${entry.place} (${named})`)
  if (entry.place < place) throw new Tampered(`REORDERED: line ${place} holds place ${entry.place} (${named})`)
  if (entry.withheld === true) return addWithheld(walk, entry)
  if (typeof entry.mac !== 'string') throw new Tampered(`REMOVED: place ${place}: of ${named} only its leaf is left`)
  const leaf = leafOf(entry)
  if (!isSameHash(leaf, Buffer.from(entry.leaf, 'hex')))
    throw new Tampered(`ALTERED: place ${place}, ${named} is not what was placed there`)
  if (walk.before && !isBefore(walk.before, entry)) {
    throw new Tampered(`REORDERED: place ${place}, ${named} belongs before an earlier one (entry ${walk.before.entryId})`)
  }
  addLeaf(walk.tree, leaf)
  Object.assign(walk, { place, before: { xact: entry.xact, entryId: entry.entryId } })
}

/** An entry that the reader may not see stands in the tree by its leaf alone. */
function addWithheld(walk, entry) {
  addLeaf(walk.tree, Buffer.from(String(entry.leaf), 'hex'))
  walk.place += 1
  walk.withheld += 1
}

function parse(line, number) {
  try {
    const entry = JSON.parse(line)
    if (Number.isInteger(entry?.place)) return entry
  } catch {
    // Said below.
  }
  throw new Tampered(`ALTERED: line ${number} is not an exported entry`)
}

/** The order that places were given in: transaction, then entry. */
const isBefore = (one, other) => {
  const [a, b] = [BigInt(one.xact), BigInt(other.xact)]
  return a < b || (a === b && one.entryId < other.entryId)
}

function meetCheckpoint(walk, signed) {
  const root = signed.roots.get(walk.place)
  if (root === undefined) return
  if (isSameHash(root, rootOf(walk.tree))) {
    walk.proven = walk.place
    return
  }
  const stretch = walk.proven + 1 === walk.place ? `place ${walk.place}` : `places ${walk.proven + 1} to ${walk.place}`
  throw new Tampered(
    `ALTERED: the signed tree of size ${walk.place} is another: something in ${stretch} was altered, removed or inserted`,
  )
}

async function check(exported, signed) {
  const walk = { place: 0, proven: 0, withheld: 0, tree: [], before: undefined }
  for await (const line of linesOf(exported)) {
    checkLine(line, walk)
    meetCheckpoint(walk, signed)
  }
  const { place } = walk
  if (signed.largest > place)
    throw new Tampered(`REMOVED: ${signed.largest} entries were signed, the export ends at place ${place}`)
  if (signed.largest < place)
    throw new Tampered(`INSERTED: no signed checkpoint covers the places from ${signed.largest + 1} to ${place}`)
  return walk
}

function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`
}

async function main([exported, checkpoints, publicKey, ...more]) {
  if (publicKey === undefined || more.length > 0) {
    console.error('usage: node tipbridge-verify.mjs EXPORT CHECKPOINTS PUBLIC-KEY')
    return 2
  }
  try {
    const key = await readKey(publicKey)
    const signed = await readCheckpoints(checkpoints, key)
    const { place, withheld } = await check(exported, signed)
    const unseen = withheld > 0 ? `; ${withheld} of them are withheld from this export and stand by their leaf` : ''
    const [entries, roots] = [counted(place, 'entry is', 'entries are'), counted(signed.roots.size, 'checkpoint', 'checkpoints')]
    console.log(`OK: ${entries} as signed by ${key.name} (${roots})${unseen}`)
    return 0
  } catch (error) {
    if (!(error instanceof Tampered) && !(error instanceof CannotCheck)) throw error
    console.error(error.message)
    return error instanceof Tampered ? 1 : 2
  }
}

process.exitCode = await main(process.argv.slice(2))
