// Checks the whole log: every entry against its MAC and its leaf, the order of places, the tree against every signed checkpoint, in
// the database and in the file outside. Names what was altered, removed, inserted or reordered; streams, never loads all.
// Where only the signed roots contradict (entries, leaves and places all rewritten), it names the stretch between two checkpoints.
import type { Sql } from '../base/database.ts'
import { isMacRight, type SealedEntry } from '../work/entry.ts'
import { type Checkpoint, openCheckpoint, type Verifier } from './checkpoint.ts'
import { readTail } from './checkpoint-file.ts'
import { type Finding, finding } from './finding.ts'
import { findingOf, lossOf, type Places, readLastSigned } from './last-signed.ts'
import { entryLeaf } from './leaf.ts'
import { EMPTY_FRONTIER, extend, type Frontier, frontierRoot } from './merkle.ts'
import { BEFORE_ALL, isBefore, type PlacedEntry, type Position, placedEntries, unplacedEntries } from './rows.ts'
import { type Signed, signedSizes } from './signed-sizes.ts'

export type ProblemKind = 'altered' | 'removed' | 'inserted' | 'reordered' | 'checkpoint' | 'unplaced-mac'

export interface Problem extends Finding {
  kind: ProblemKind
  /** Counted from 1; null where the thing has no place. */
  place: number | null
  entryId: string | null
}

export interface Verification {
  ok: boolean
  /** How many entries have a place, as the last place says. */
  size: number
  checkpoints: number
  unplaced: number
  /** In the order of places, at most 1,000: the first is the first thing that was tampered with. */
  problems: Problem[]
  problemCount: number
}

export interface Verifying extends Places {
  /** As the owner, or as the role that reads the log. */
  database: { sql: Sql }
  verifier: Verifier
  /** Without it MACs are not checked: forged entries are then found only by the tree. */
  macKey?: Buffer
  onProgress?: (place: number, of: number) => void
}

/** `isForged`: the MAC is wrong. */
type Found = Problem & { isForged?: boolean }

type Walk = {
  v: Verifying
  problems: Found[]
  problemCount: number
  frontier: Frontier
  place: number
  /** The highest position among the entries that are what they were. */
  last: Position
  /** Size of the last checkpoint whose root was met; after the first that was not, roots prove nothing more. */
  proven: number
  isBroken: boolean
  /** The first stretch whose root is not the signed one; it is named as a whole only if nothing in it can be. */
  doubtful: { from: number; to: number } | undefined
  checkpoints: number
  /** The largest size that was ever signed. */
  signed: number
}

const MOST_KEPT = 1000

export async function verifyAudit(v: Verifying): Promise<Verification> {
  const steps = verifySteps(v)
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    v.onProgress?.(step.value.place, step.value.of)
  }
}

export interface Step {
  place: number
  of: number
}

const STEP_PLACES = 10_000

/** The same in steps: it goes on only when the next one is asked for. */
export async function* verifySteps(v: Omit<Verifying, 'onProgress'>): AsyncGenerator<Step, Verification> {
  const { sql } = v.database
  const w = newWalk(v)
  // In this order: none of them is ever ahead of the next.
  const remembered = await lastRemembered(w)
  await checkFile(w)
  const { wholeBytes } = await readTail(v.checkpointFile)
  const [{ size, endSize }] = (await sql<{ size: number; endSize: number }>`
    select coalesce(max(place), 0) as size, (select coalesce(max(size), 0) from checkpoint) as "endSize" from audit_leaf`) as [
    { size: number; endSize: number },
  ]
  const { verifier, checkpointFile } = v
  const sizes = signedSizes({ sql, verifier, checkpointFile, remembered, endByte: wholeBytes, endSize })
  let next = await sizes.next()
  for await (const placed of placedEntries(sql, size)) {
    await checkPlaced(w, placed)
    for (; !next.done && next.value.size <= w.place; next = await sizes.next()) meet(w, next.value)
    if (w.place % STEP_PLACES === 0) yield { place: w.place, of: size }
  }
  for (; !next.done; next = await sizes.next()) meet(w, next.value)
  checkEnd(w)
  const unplaced = await checkUnplaced(w)
  return conclude(w, unplaced)
}

const newWalk = (v: Verifying): Walk => ({
  v,
  problems: [],
  problemCount: 0,
  frontier: EMPTY_FRONTIER,
  place: 0,
  last: BEFORE_ALL,
  proven: 0,
  isBroken: false,
  doubtful: undefined,
  checkpoints: 0,
  signed: 0,
})

function add(w: Walk, problem: Found): void {
  w.problemCount += 1
  if (w.problems.length < MOST_KEPT) w.problems.push(problem)
}

async function lastRemembered(w: Walk): Promise<Checkpoint | undefined> {
  const note = await readLastSigned(w.v.lastSignedFile)
  const checkpoint = note === undefined ? undefined : openCheckpoint(note, w.v.verifier)
  if (note !== undefined && checkpoint === undefined) {
    const said = finding('remembered-not-signed', { file: w.v.lastSignedFile ?? '', name: w.v.verifier.name })
    add(w, { kind: 'checkpoint', place: null, entryId: null, ...said })
  }
  return checkpoint
}

async function checkFile(w: Walk): Promise<void> {
  const loss = await lossOf({ ...w.v, sql: w.v.database.sql })
  if (loss) add(w, { kind: 'checkpoint', place: loss.fileEndsAt + 1, entryId: null, ...findingOf(loss) })
}

async function checkPlaced(w: Walk, placed: PlacedEntry): Promise<void> {
  const { place, entryId, leaf, entry } = placed
  if (place < 1) return add(w, { kind: 'inserted', place, entryId, ...finding('before-first', { place }) })
  if (place > w.place + 1) checkGap(w, place)
  w.place = place
  w.frontier = extend(w.frontier, [leaf])
  if (entry === undefined) return add(w, { kind: 'removed', place, entryId, ...finding('entry-gone') })
  const isLeafRight = entryLeaf(entry).equals(leaf)
  const isAuthentic = w.v.macKey === undefined || isMacRight(w.v.macKey, entry)
  if (isLeafRight && isAuthentic) return checkOrder(w, place, entry)
  if (isLeafRight) return add(w, { kind: 'inserted', place, entryId, ...finding('wrong-mac'), isForged: true })
  add(w, await whatIsHere(w, placed, isAuthentic))
}

function checkGap(w: Walk, place: number): void {
  const gap = place - w.place - 1
  const from = w.place + 1
  const said = gap === 1 ? finding('place-empty') : finding('places-empty', { from, to: place - 1 })
  add(w, { kind: 'removed', place: from, entryId: null, ...said })
  w.isBroken = true
}

/** The entry is not the one whose leaf was placed here: is it one that was placed elsewhere? */
async function whatIsHere(w: Walk, { place, entryId, entry }: PlacedEntry, isAuthentic: boolean): Promise<Found> {
  const [other] = await w.v.database.sql<{ place: number }>`
    select place from audit_leaf where leaf = ${entryLeaf(entry!)} and place <> ${place} limit 1`
  if (other) return { kind: 'reordered', place, entryId, ...finding('stands-here', { other: other.place }) }
  const said = finding(isAuthentic && w.v.macKey ? 'leaf-altered' : 'another-entry')
  return { kind: 'altered', place, entryId, ...said, isForged: !isAuthentic }
}

async function checkOrder(w: Walk, place: number, entry: SealedEntry): Promise<void> {
  const isInOrder = !isBefore(entry, w.last)
  w.last = entry
  if (!isInOrder) await nameDisorder(w, place, entry)
}

/** The first entry before this one that belongs after it is the one that was moved. */
async function nameDisorder(w: Walk, place: number, entry: SealedEntry): Promise<void> {
  const [moved] = await w.v.database.sql<{ place: number; entryId: string }>`
    select l.place, l.entry_id as "entryId" from audit_leaf l join audit_entry e on e.entry_id = l.entry_id
    where l.place between 1 and ${place - 1} and (e.xact, e.entry_id) > (${entry.xact}::bigint, ${entry.entryId}::uuid)
    order by l.place limit 1`
  const at = moved ?? { place, entryId: entry.entryId }
  if (w.problems.some((problem) => problem.kind === 'reordered' && problem.place === at.place)) return
  add(w, { kind: 'reordered', ...at, ...finding('belongs-after', { place: at.place, other: place }) })
}

function meet(w: Walk, { size, roots, faults }: Signed): void {
  for (const said of faults) add(w, { kind: 'checkpoint', place: size > 0 ? size : null, entryId: null, ...said })
  if (roots.length === 0) return
  w.checkpoints += 1
  w.signed = size
  if (w.isBroken || size !== w.frontier.size) return
  if (roots.every((root) => root.equals(frontierRoot(w.frontier)))) {
    w.proven = size
    return
  }
  w.isBroken = true
  w.doubtful = { from: w.proven + 1, to: size }
}

function checkEnd(w: Walk): void {
  const missing = w.signed - w.place
  if (w.doubtful && !isNamed(w, w.doubtful)) add(w, doubt(w.doubtful, missing))
  else if (missing > 0) {
    const said = finding('end-cut-off', { place: w.place, signed: w.signed, missing })
    add(w, { kind: 'removed', place: w.place + 1, entryId: null, ...said })
  }
  if (missing < 0) {
    const kind = w.signed === 0 ? 'checkpoint' : 'inserted'
    const from = w.signed + 1
    add(w, { kind, place: from, entryId: null, ...finding('not-covered', { from, to: w.place }) })
  }
}

const isNamed = (w: Walk, { from, to }: { from: number; to: number }) =>
  w.problems.some(({ kind, place }) => kind !== 'checkpoint' && place !== null && place >= from && place <= to)

function doubt({ from, to }: { from: number; to: number }, missing: number): Problem {
  const kind = missing > 0 ? 'removed' : missing < 0 ? 'inserted' : 'altered'
  return { kind, place: from, entryId: null, ...finding(`rewritten-${kind}`, { from, to }) }
}

async function checkUnplaced(w: Walk): Promise<number> {
  const { macKey } = w.v
  let waiting = 0
  for await (const entry of unplacedEntries(w.v.database.sql)) {
    const isAuthentic = macKey === undefined || isMacRight(macKey, entry)
    const { entryId } = entry
    if (!isBefore(entry, w.last)) {
      waiting += 1
      if (!isAuthentic) add(w, { kind: 'unplaced-mac', place: null, entryId, ...finding('waiting-wrong-mac') })
    } else if (macKey && isAuthentic) add(w, { kind: 'removed', place: null, entryId, ...finding('place-gone') })
    else add(w, { kind: 'inserted', place: null, entryId, ...finding('never-placed') })
  }
  return waiting
}

function conclude(w: Walk, unplaced: number): Verification {
  const problems = w.problems.toSorted((one, other) => orderOf(one) - orderOf(other))
  const { place: size, checkpoints, problemCount } = w
  return { ok: problemCount === 0, size, checkpoints, unplaced, problems: settleForged(w, problems), problemCount }
}

const orderOf = ({ place }: Problem) => place ?? Number.MAX_SAFE_INTEGER

/** A forged entry in a stretch that no root confirms took the place of another, unless there are more entries than were signed. */
function settleForged(w: Walk, problems: readonly Found[]): Problem[] {
  let surplus = w.place - w.signed
  return problems.map(({ isForged, ...problem }) => {
    if (!isForged || !w.isBroken || (problem.place ?? 0) <= w.proven) return problem
    surplus -= 1
    return { ...problem, kind: surplus >= 0 ? 'inserted' : 'altered' }
  })
}
