// The linker's tables on a real database, beside a plain record of what they should follow from: for histories and their comparison.
import { expect } from 'vitest'
import type { Database } from '../src/base/database.ts'
import type { Verdict } from '../src/link/cluster-frame.ts'
import { relink } from '../src/link/from-scratch.ts'
import type { LinkParameters, Ruling } from '../src/link/parameters.ts'
import { type LinkReport, reference, statesOf } from '../src/link/reference.ts'
import { settle } from '../src/link/settle.ts'
import type { Settlement } from '../src/link/settle-work.ts'

export interface LinkStore {
  linked: Map<string, LinkReport>
  verdicts: Map<string, Verdict>
  rulings: Map<string, Ruling>
  /** Reports that lost a member of their cluster in the last settlement. */
  lastSplit: string[]
  settle(change: Omit<Settlement, 'now'>): Promise<void>
  decide(verdict: Verdict): Promise<void>
  withdraw(verdictId: string): Promise<void>
  /** All anew, under other parameters from now on. */
  relink(parameters: LinkParameters): Promise<void>
  rule(changes: { id: string; ruling: Ruling | null }[]): Promise<void>
  /** Fails where what is stored differs from the reference: frames and their dates, clusters, marks, counts, states, bounds, reps. */
  compare(): Promise<void>
  /** Fails where linking all anew would change a row. */
  compareFromScratch(): Promise<void>
}

/** A uuid that says what it is: letters a-f and digits only. */
export const fixedId = (prefix: string, number: number): string =>
  `${prefix.padEnd(8, '0')}-0000-8000-8000-${number.toString(16).padStart(12, '0')}`

const NOW = new Date('2031-05-01T00:00:00Z')
const literal = (ids: Iterable<string>) => `{${[...ids].join(',')}}`

export async function emptyLinkStore(database: Database, parameters: LinkParameters): Promise<LinkStore> {
  await database.sql.text(
    'truncate cluster_of, link_value, sighting, link_verdict, link_verdict_member, link_ruling, cluster_event',
  )
  const linked = new Map<string, LinkReport>()
  const verdicts = new Map<string, Verdict>()
  const rulings = new Map<string, Ruling>()
  let ruled = 0
  let current = parameters
  const store: LinkStore = {
    linked,
    verdicts,
    rulings,
    lastSplit: [],
    async settle(change) {
      const { split } = await database.transaction(null, (tx) => settle(tx, { ...change, now: NOW }, current))
      store.lastSplit = split
      for (const reportId of change.remove ?? []) linked.delete(reportId)
      for (const report of change.add ?? []) if (!linked.has(report.reportId)) linked.set(report.reportId, report)
    },
    async decide(verdict) {
      await insertVerdict(database, verdict)
      verdicts.set(verdict.verdictId, verdict)
      await store.settle({ verdicts: [{ ...verdict, isInForce: true }] })
    },
    async withdraw(verdictId) {
      await database.sql`update link_verdict set applied = 'withdrawn' where verdict_id = ${verdictId}`
      const verdict = verdicts.get(verdictId)!
      verdicts.delete(verdictId)
      await store.settle({ verdicts: [{ ...verdict, isInForce: false }] })
    },
    async rule(changes) {
      for (const change of changes) await insertRuling(database, change, ++ruled)
      for (const { id, ruling } of changes) ruling ? rulings.set(id, ruling) : rulings.delete(id)
      await store.settle({ rulings: changes })
    },
    async relink(other) {
      current = other
      await relink({ database, lease: { guard: async () => undefined }, now: NOW, parameters: other })
    },
    compare: () => compare(database, store, current),
    async compareFromScratch() {
      const trial = await relink({ database, now: NOW, parameters: current, isTrial: true })
      expect([trial.changedReports, trial.changedValues]).toEqual([0, 0])
    },
  }
  return store
}

export async function showSightings(database: Database, reports: readonly LinkReport[]): Promise<void> {
  const rows = reports.flatMap(({ reportId, keys }) => keys.map(({ id, kind }) => ({ id, kind, reportId })))
  await database.sql`
    insert into sighting (identifier_id, report_id, kind, role)
    select identifier_id, report_id, kind, 'suspect'
    from unnest(${literal(rows.map(({ id }) => id))}::uuid[], ${literal(rows.map(({ reportId }) => reportId))}::uuid[],
      ${literal(rows.map(({ kind }) => kind))}::text[]) as given(identifier_id, report_id, kind)
    on conflict do nothing`
}

async function insertVerdict({ sql }: Database, { verdictId, kind, members, sides, at }: Verdict): Promise<void> {
  await sql`
    insert into link_verdict (verdict_id, kind, members, sides, person_id, person_name, agency_no, reason, at, applied)
    values (${verdictId}, ${kind}, ${[...members]}::uuid[], ${[...sides]}::int2[], ${fixedId('a', 1)}, 'A. Officer', 1, 'tried', ${new Date(at)}, 'yes')`
  await sql`
    insert into link_verdict_member (report_id, verdict_id, side)
    select report_id, ${verdictId}, side from unnest(${[...members]}::uuid[], ${[...sides]}::int2[]) as given(report_id, side)`
}

async function insertRuling(
  { sql }: Database,
  { id, ruling }: { id: string; ruling: Ruling | null },
  number: number,
): Promise<void> {
  await sql`update link_ruling set applied = 'withdrawn' where identifier_id = ${id}`
  if (!ruling) return
  await sql`
    insert into link_ruling (identifier_id, ruling, person_id, person_name, agency_no, reason, at, applied)
    values (${id}, ${ruling}, ${fixedId('a', 1)}, 'A. Officer', 1, 'tried', ${new Date(number)}, 'yes')`
}

async function compare(database: Database, { linked, verdicts, rulings }: LinkStore, parameters: LinkParameters): Promise<void> {
  const { sql } = database
  const input = { reports: [...linked.values()], verdicts: [...verdicts.values()], rulings, parameters }
  const should = reference(input)
  const rows = await sql<{ report_id: string; frame_id: string; frame_at: Date; cluster_id: string; is_ruled: boolean }>`
    select report_id, frame_id, frame_at, cluster_id, is_ruled from cluster_of`
  const is = new Map(
    rows.map((row) => [row.report_id, { frameId: row.frame_id, clusterId: row.cluster_id, isRuled: row.is_ruled }]),
  )
  expect(sorted(is)).toEqual(sorted(should))
  const dates = rows.map(({ frame_id, frame_at }) => [frame_id, frame_at.getTime()])
  expect(dates).toEqual(dates.map(([frameId]) => [frameId, linked.get(String(frameId))!.at]))
  const values = await sql<{
    identifier_id: string
    n: number
    state: number
    rep: string | null
    g_lo: number
    g_hi: number | null
  }>`
    select * from link_value where n > 0`
  const states = statesOf(input)
  expect(sorted(new Map(values.map((value) => [value.identifier_id, { n: value.n, state: value.state }])))).toEqual(
    sorted(new Map([...states].map(([id, { reports, state }]) => [id, { n: reports.length, state }]))),
  )
  for (const { identifier_id: id, rep, state, g_lo, g_hi } of values) {
    const { reports, groups } = states.get(id)!
    if (rep) expect(reports.map(({ reportId }) => reportId)).toContain(rep)
    if ([2, 3].includes(state)) expect([g_lo <= groups!, (g_hi ?? groups!) >= groups!]).toEqual([true, true])
  }
}

const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
