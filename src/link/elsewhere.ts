// Where else was it seen? The one audited look-up for the identifiers of a report that one may see: own reports in full, others as the
// unit and how many. A sealed value that matches says that a sealed value of this report also occurs there, and never which.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { digestOfIds } from '../intake/judge.ts'
import type { Content } from '../model/report.ts'
import { action, type Doing } from '../work/action.ts'
import { askedReport, askedReportId } from '../work/asked-report.ts'
import { heldValues } from './held-values.ts'
import { shownReport, unitCount } from './links-shape.ts'
import {
  contentsOf,
  countHidden,
  type ShownReport,
  type Sighted,
  shownReports,
  sightingsOf,
  tellHolders,
  type UnitCount,
} from './look-ups.ts'

/** Of others, counted per value; more are "at least". */
const MOST_PER_VALUE = 200
const MOST_SHOWN = 20

const place = z.object({
  reports: z.array(shownReport.extend({ roles: z.array(z.string()) })),
  /** Shown to this reader, but not listed here. */
  more: z.number(),
  units: z.array(unitCount),
  /** The value is in more reports than were counted. */
  isMore: z.boolean(),
})

export const elsewhereShape = z.object({
  items: z.array(
    place.extend({
      /** Indexes into the report's identifiers. */
      indexes: z.array(z.number()),
      kind: z.string(),
      role: z.string(),
    }),
  ),
  /** Sealed here or there: which value it is, is not told. Null where there is none. */
  sealed: place.nullable(),
})
type Elsewhere = z.output<typeof elsewhereShape>

export const lookElsewhere = action({
  name: 'link.elsewhere',
  needs: 'report:see',
  input: z.object({ reportId: z.string().min(1).max(200) }),
  subject: askedReport,
  async run(doing, asked): Promise<Elsewhere> {
    const reportId = await askedReportId(doing, asked)
    if (!(await shownReports(doing.sql, [reportId])).has(reportId)) refuse('missing', 'report-not-shown')
    const lookup = doing.world.lookup.sql
    const own = (await sightingsOf(lookup, reportId)).filter(({ kind }) => kind !== 'ip-port-minute')
    const held = await heldValues(doing, [...new Set(own.map(({ id }) => id))], MOST_PER_VALUE)
    const isMoreOf = (ids: Iterable<string>) => [...ids].some((id) => held.moreElsewhere.has(id) || held.moreOwn.has(id))
    const others = held.sightings.filter((one) => one.reportId !== reportId)
    const shown = await shownReports(doing.sql, new Set(others.map((one) => one.reportId)))
    const content = (await contentsOf(doing.sql, [reportId])).get(reportId)
    const items: Elsewhere['items'] = []
    for (const value of valuesOf(own, content)) {
      const open = others.filter((one) => one.id === value.id && !value.isSealed && !one.isSealed)
      if (open.length === 0) continue
      const isMore = isMoreOf([value.id])
      items.push({ indexes: value.indexes, kind: value.kind, role: value.role, isMore, ...(await placeOf(doing, open, shown)) })
    }
    const sealedHere = new Set(valuesOf(own, content).flatMap(({ id, isSealed }) => (isSealed ? id : [])))
    const sealed = others.filter((one) => one.isSealed || sealedHere.has(one.id))
    await tellHolders(
      doing,
      { kind: 'report', id: reportId },
      await countHidden(
        doing,
        others.map((one) => one.reportId).filter((id) => !shown.has(id)),
      ),
    )
    doing.note({ n: shown.size, shown: digestOfIds([...shown.keys()]) })
    const isMore = isMoreOf(sealed.map(({ id }) => id))
    return { items, sealed: sealed.length > 0 ? { isMore, ...(await placeOf(doing, sealed, shown)) } : null }
  },
})

interface OwnValue {
  id: string
  kind: string
  role: string
  isSealed: boolean
  indexes: number[]
}

/** Values of the report, in the order of its content; sealed only where every sighting of it is. */
function valuesOf(own: readonly Sighted[], content: Content | undefined): OwnValue[] {
  const values = new Map<string, OwnValue>()
  for (const { id, kind, role, isSealed } of own) {
    const known = values.get(id)
    if (known) known.isSealed &&= isSealed
    else values.set(id, { id, kind, role, isSealed, indexes: [] })
  }
  for (const [index, { id }] of (content?.sightings ?? []).entries()) if (id) values.get(id)?.indexes.push(index)
  const first = ({ indexes }: OwnValue) => indexes[0] ?? Number.MAX_SAFE_INTEGER
  return [...values.values()].sort((a, b) => first(a) - first(b) || (a.id < b.id ? -1 : 1))
}

async function placeOf(doing: Doing, sightings: readonly Sighted[], shown: ReadonlyMap<string, ShownReport>) {
  const rolesOf = new Map<string, Set<string>>()
  const hidden = new Set<string>()
  for (const { reportId, role } of sightings) {
    if (!shown.has(reportId)) hidden.add(reportId)
    else rolesOf.get(reportId)?.add(role) ?? rolesOf.set(reportId, new Set([role]))
  }
  const reports = [...rolesOf].map(([id, roles]) => ({ ...shown.get(id)!, roles: [...roles].sort() })).sort(newestFirst)
  const units: UnitCount[] = await countHidden(doing, hidden)
  return { reports: reports.slice(0, MOST_SHOWN), more: Math.max(0, reports.length - MOST_SHOWN), units }
}

const newestFirst = (a: ShownReport, b: ShownReport) =>
  b.receivedAt.getTime() - a.receivedAt.getTime() || (a.number < b.number ? -1 : 1)
