// Steps 2 and 3 of a settlement: which wide values must be weighed, which may be skipped by their bounds, and the weighing itself.
// g(v) = groups into which the reports of v fall by their other core values. It changes only by a holder that comes or goes, or when
// one of those other values begins or ceases to vouch; nothing else can change it.
import { holdersOf, keysOf } from './link-rows.ts'
import { isCore, isWide, valueState } from './parameters.ts'
import { limitsOf, readValues, untouchedValue } from './settle-values.ts'
import type { Value, Work } from './settle-work.ts'
import { groupsAmong } from './vouching.ts'

export async function weighValues(work: Work): Promise<void> {
  await markTurned(work)
  const wide = [...work.values.values()].filter((value) => isWide(value.state, value.n, limitsOf(value.kind, work.parameters)))
  const exact = wide.filter((value) => !decideByBounds(work, value))
  if (exact.length > 0) await weighExactly(work, exact)
}

const isCoreNow = ({ state, n, kind }: Value, work: Work) => isCore(state, n, limitsOf(kind, work.parameters).soft)
const wasCore = ({ wasState, before, kind }: Value, work: Work) => isCore(wasState, before, limitsOf(kind, work.parameters).soft)

/** Values that begin or cease to vouch make all wide values among the keys of their reports weigh anew. */
async function markTurned(work: Work): Promise<void> {
  const turned = [...work.values.values()].filter((value) => {
    const [was, is] = [wasCore(value, work), isCoreNow(value, work)]
    return was !== is && (was ? value.before : value.n) >= 2
  })
  if (turned.length === 0) return
  const holders = await holdersOf(
    work,
    turned.map(({ id }) => id),
  )
  const reports = new Set([...holders.values()].flat())
  const beside = new Set([...reports].flatMap((reportId) => keysOf(work, reportId)))
  const unknown = [...beside].filter((id) => !work.values.has(id))
  for (const row of await readValues(work, unknown)) {
    const value = untouchedValue(row)
    if (isWide(value.state, value.n, limitsOf(value.kind, work.parameters))) work.values.set(value.id, value)
  }
  for (const id of beside) {
    const value = work.values.get(id)
    if (value) value.mustWeigh = true
  }
}

/**
 * A new holder makes at most one group more, and joins at most c groups into one, c being its other core values that are shared.
 * True when the bounds still decide; the bounds move on either way.
 */
function decideByBounds(work: Work, value: Value): boolean {
  const wasWeighed = value.wasState === valueState.vouched || value.wasState === valueState.unvouched
  if (value.mustWeigh || !wasWeighed) return false
  for (const reportId of value.added) {
    value.gLo -= Math.max(0, sharedCoreBeside(work, reportId, value.id) - 1)
    if (value.gHi !== null) value.gHi += 1
  }
  value.gLo = Math.max(0, value.gLo)
  const { rho } = work.parameters
  if (value.n < rho * value.gLo) value.state = valueState.unvouched
  else if (value.gHi !== null && value.n >= rho * value.gHi) value.state = valueState.vouched
  else return false
  return true
}

function sharedCoreBeside(work: Work, reportId: string, valueId: string): number {
  return keysOf(work, reportId).filter((id) => {
    const other = id === valueId ? undefined : work.values.get(id)
    return other !== undefined && other.n >= 2 && isCoreNow(other, work)
  }).length
}

async function weighExactly(work: Work, values: readonly Value[]): Promise<void> {
  const holders = await holdersOf(
    work,
    values.map(({ id }) => id),
  )
  const vouching = await coreAmong(work, [...holders.values()])
  for (const value of values) {
    const held = holders.get(value.id)!.map((reportId) => ({ reportId, keys: keysOf(work, reportId) }))
    const groups = groupsAmong(held, value.id, vouching)
    value.gLo = groups
    value.gHi = groups
    value.state = value.n >= work.parameters.rho * groups ? valueState.vouched : valueState.unvouched
  }
}

/** The core values among the keys that occur twice within one of these lists of reports. */
async function coreAmong(work: Work, lists: readonly string[][]): Promise<Set<string>> {
  const twice = new Set<string>()
  for (const reports of lists) {
    const once = new Set<string>()
    for (const id of reports.flatMap((reportId) => keysOf(work, reportId))) {
      if (once.has(id)) twice.add(id)
      else once.add(id)
    }
  }
  const core = new Set([...twice].filter((id) => work.values.has(id) && isCoreNow(work.values.get(id)!, work)))
  const unknown = [...twice].filter((id) => !work.values.has(id))
  for (const row of await readValues(work, unknown)) if (isCoreNow(untouchedValue(row), work)) core.add(row.identifier_id)
  return core
}
