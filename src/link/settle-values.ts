// Step 1 of a settlement: the changes per value are summed and written by one upsert, sorted by id so that two writers could never
// deadlock. n counts linked reports only, in the linker's own table: counts from sightings would change what "before" means.
import { isJoiningKind, type LinkParameters, type ValueState, valueState } from './parameters.ts'
import { literal, type Value, type Work } from './settle-work.ts'

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
  if (changes.size === 0) return
  // Lower-case hex: the order of text is that of uuids.
  const ids = [...changes.keys()].sort()
  const given = ids.map((id) => changes.get(id)!)
  const counted = await work.tx.sql.text<Counted>(upsert, [
    literal(ids),
    `{${given.map(({ kind }) => `"${kind}"`).join(',')}}`,
    literal(given.map(({ added, removed }) => added.length - removed)),
    literal(given.map(({ added }) => added[0] ?? null)),
    work.removed.size > 0 || work.rulings.size > 0,
  ])
  for (const row of counted) work.values.set(row.identifier_id, touchedValue(row, changes.get(row.identifier_id)!, work))
}

// A value that was not there and now has one report needs no further thought, and most are such: they are not sent back.
const upsert = `
  with counted as (
    insert into link_value (identifier_id, kind, n, rep)
    select identifier_id, kind, n, rep from unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[]) as given(identifier_id, kind, n, rep)
    on conflict (identifier_id) do update set n = link_value.n + excluded.n, rep = coalesce(link_value.rep, excluded.rep),
      kind = case when excluded.kind = '' then link_value.kind else excluded.kind end
    returning identifier_id, kind, n, rep, state, g_lo, g_hi
  )
  select * from counted where $5 or n > 1 or state <> 0`

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

function touchedValue(row: Counted, { added, removed }: Change, { rulings, parameters }: Work): Value {
  const value: Value = {
    id: row.identifier_id,
    kind: row.kind,
    before: row.n - added.length + removed,
    n: row.n,
    wasState: row.state,
    state: row.state,
    rep: row.rep,
    stored: { rep: row.rep, state: row.state, gLo: row.g_lo, gHi: row.g_hi },
    gLo: row.g_lo,
    gHi: row.g_hi,
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
  stored: { rep: row.rep, state: row.state, gLo: row.g_lo, gHi: row.g_hi },
  gLo: row.g_lo,
  gHi: row.g_hi,
  added: [],
  removed: 0,
  mustWeigh: true,
})

export async function readValues(work: Work, ids: Iterable<string>): Promise<Counted[]> {
  const wanted = literal(ids)
  if (wanted === '{}') return []
  return work.tx.sql.text<Counted>(
    'select identifier_id, kind, n, rep, state, g_lo, g_hi from link_value where identifier_id = any($1::uuid[])',
    [wanted],
  )
}
