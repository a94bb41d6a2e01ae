// Step 1 of a settlement: the changes per value are summed over what the table holds; they are written once, at the end. n counts linked
// reports only, in the linker's own table: counts from sightings would change what "before" means.
import { uuids } from '../base/sql.ts'
import { isJoiningKind, type LinkParameters, type ValueState, valueState } from './parameters.ts'
import type { Value, Work } from './settle-work.ts'

interface Change {
  kind: string
  added: string[]
  removed: number
}

interface Counted {
  identifier_id: string
  kind: string
  n: number
  rep: string | null
  state: ValueState
  g_lo: number
  g_hi: number | null
}

export async function countValues(work: Work): Promise<void> {
  const changes = changesOf(work)
  const known = new Map((await readValues(work, changes.keys())).map((row) => [row.identifier_id, row]))
  for (const [id, change] of changes) {
    const row = known.get(id)
    if (row) work.values.set(id, touchedValue(row, change, work))
    else if (change.added.length === 1 && !work.rulings.has(id))
      work.single.push({ id, kind: change.kind, rep: change.added[0]! })
    else work.values.set(id, { ...touchedValue(unseen(id, change), change, work), stored: null })
  }
}

const unseen = (identifier_id: string, { kind, added }: Change): Counted => {
  return { identifier_id, kind, n: 0, rep: added[0] ?? null, state: valueState.core, g_lo: 0, g_hi: null }
}

function changesOf({ added, removed, rulings }: Work): Map<string, Change> {
  const changes = new Map<string, Change>()
  const changeOf = (id: string): Change => {
    if (!changes.has(id)) changes.set(id, { kind: '', added: [], removed: 0 })
    return changes.get(id)!
  }
  for (const { reportId, keys } of added.values()) {
    for (const { id, kind } of keys) {
      const change = changeOf(id)
      change.kind = kind
      change.added.push(reportId)
    }
  }
  for (const { keys } of removed.values()) for (const id of keys) changeOf(id).removed++
  for (const id of rulings.keys()) changeOf(id)
  return changes
}

function touchedValue(row: Counted, { kind, added, removed }: Change, { rulings, parameters }: Work): Value {
  const value: Value = {
    ...untouchedValue(row),
    // A value that was ruled before any report held it learns its kind from the first that does.
    kind: row.kind || kind,
    n: row.n + added.length - removed,
    rep: row.rep ?? added[0] ?? null,
    added,
    removed,
    mustWeigh: removed > 0 || rulings.has(row.identifier_id),
  }
  value.state = countedState(value, rulings, parameters)
  return value
}

/** The state by ruling and count; of a wide value the one it had, until it is weighed. */
function countedState(value: Value, rulings: Work['rulings'], parameters: LinkParameters): ValueState {
  const wasRuled = value.wasState === valueState.personal || value.wasState === valueState.shared
  const ruling = rulings.get(value.id)
  if (ruling) return valueState[ruling]
  if (ruling === undefined && wasRuled) return value.wasState
  const limits = limitsOf(value.kind, parameters)
  if (value.n <= limits.soft) return valueState.core
  if (value.n > limits.cap) return valueState.hub
  return value.wasState === valueState.vouched ? valueState.vouched : valueState.unvouched
}

/** A value that was ruled before any linked report held it has no kind yet; it is core until one does. */
export const limitsOf = (kind: string, { kinds }: LinkParameters) =>
  isJoiningKind(kind) ? kinds[kind] : { b: 0, soft: Number.POSITIVE_INFINITY, cap: Number.POSITIVE_INFINITY }

/** A value that this settlement only weighs anew, as its row stands. */
export const untouchedValue = (row: Counted): Value => ({
  id: row.identifier_id,
  kind: row.kind,
  before: row.n,
  n: row.n,
  wasState: row.state,
  state: row.state,
  rep: row.rep,
  stored: { kind: row.kind, n: row.n, rep: row.rep, state: row.state, gLo: row.g_lo, gHi: row.g_hi },
  gLo: row.g_lo,
  gHi: row.g_hi,
  added: [],
  removed: 0,
  mustWeigh: true,
})

export async function readValues(work: Work, ids: Iterable<string>): Promise<Counted[]> {
  const wanted = [...ids]
  if (wanted.length === 0) return []
  return work.tx.sql<Counted>`
    select identifier_id, kind, n, rep, state, g_lo, g_hi from link_value where identifier_id = any(${uuids(wanted)})`
}
