// Reports of one cluster that share no value that joins: by which reports and values they hang together. A step between reports that
// the reader does not see says nothing but the unit; a sealed value is never named.
import type { Doing } from '../work/action.ts'
import type { StandingVerdict } from './decisions.ts'
import { type Links, wordedReason } from './links-shape.ts'
import { countReports, type Member, sharedSightings, shownReports, sightingsOfValues, unitsHolding } from './look-ups.ts'
import { decisionReason, pairOf, type Seen } from './pair.ts'
import { isLiveState, linkParameters } from './parameters.ts'
import { pathsFrom, type Step, type Tie } from './paths.ts'
import type { Subject } from './subject.ts'
import { type KeyRow, keyRows, MOST_COUNTED, toldCount } from './value-facts.ts'

type Path = NonNullable<Links['linked'][number]['path']>

interface Wanted {
  targets: readonly string[]
  standing: readonly StandingVerdict[]
}

export async function explainPaths(doing: Doing, subject: Subject, { targets, standing }: Wanted): Promise<Map<string, Path>> {
  if (targets.length === 0) return new Map()
  const lookup = doing.world.lookup.sql
  const rows = await keyRows(lookup, valuesHeldTwice(subject.members))
  const all = pathsFrom(subject.reportId, tiesOf(subject.members, rows, standing))
  const paths = new Map(targets.flatMap((target) => (all.has(target) ? [[target, all.get(target)!] as const] : [])))
  const steps = [...paths.values()].flat()
  const reports = new Set(steps.flatMap(({ from, to }) => [from, to]))
  const ties = [...new Set(steps.map(({ tieId }) => tieId))]
  const sightings = await sharedSightings(lookup, ties, [...reports])
  const found = await sightingsOfValues(lookup, ties, MOST_COUNTED + 1)
  const open = countReports(found.filter((one) => isOfSuspect(one) && !one.isSealed))
  const seen = new Map(sightings.filter(isOfSuspect).map((one) => [`${one.reportId} ${one.id}`, one]))
  const shown = await shownReports(doing.sql, reports)
  const units = await unitsHolding(
    doing,
    [...reports].filter((id) => !shown.has(id)),
  )
  const explain = ({ from, to, tieId }: Step): Path[number] => {
    const report = shown.get(to)
    const told =
      shown.has(from) && report
        ? tell(
            doing,
            { tieId, here: seen.get(`${from} ${tieId}`), there: seen.get(`${to} ${tieId}`) },
            { rows, open, standing, subject },
          )
        : null
    return {
      report: report ? { reportId: to, number: report.number } : null,
      unit: units.get(to) ?? null,
      because: told?.because ?? null,
      weight: told?.weight ?? null,
    }
  }
  return new Map([...paths].map(([target, given]) => [target, given.map(explain)]))
}

const isOfSuspect = ({ role }: Seen): boolean => role === 'suspect'

function valuesHeldTwice(members: readonly Member[]): Set<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()]
  for (const id of members.flatMap(({ keys }) => keys)) (once.has(id) ? twice : once).add(id)
  return twice
}

function tiesOf(members: readonly Member[], rows: ReadonlyMap<string, KeyRow>, standing: readonly StandingVerdict[]): Tie[] {
  const ties = new Map<string, { id: string; weight: number; reports: string[] }>()
  for (const { id, kind, n, state } of rows.values()) {
    if (isLiveState(state)) ties.set(id, { id, weight: linkParameters.kinds[kind].b - Math.log2(n), reports: [] })
  }
  for (const { reportId, keys } of members) for (const id of keys) ties.get(id)?.reports.push(reportId)
  const known = new Set(members.map(({ reportId }) => reportId))
  for (const { verdictId, kind, members: named, isApplied } of standing) {
    if (kind !== 'together' || !isApplied) continue
    ties.set(verdictId, { id: verdictId, weight: Number.POSITIVE_INFINITY, reports: named.filter((id) => known.has(id)) })
  }
  return [...ties.values()]
}

interface Tied {
  tieId: string
  here: Seen | undefined
  there: Seen | undefined
}

interface Knowing {
  rows: ReadonlyMap<string, KeyRow>
  /** Reports in which each value stands open. */
  open: ReadonlyMap<string, number>
  standing: readonly StandingVerdict[]
  subject: Subject
}

function tell(doing: Doing, { tieId, here, there }: Tied, { rows, open, standing, subject }: Knowing) {
  const verdict = standing.find(({ verdictId }) => verdictId === tieId)
  if (verdict) return wordedReason(doing, decisionReason('link-together/1', verdict.by), subject.written)
  const row = rows.get(tieId)
  if (!row || !here || !there) return null
  const n = toldCount(open.get(tieId) ?? 1, row)
  const key = { kind: row.kind, state: row.state, groups: Math.min(n, row.gHi ?? n) }
  const [reason] = pairOf([here], [there], new Map([[tieId, { n, key, parts: [] }]])).reasons
  return reason ? wordedReason(doing, reason, subject.written) : null
}
