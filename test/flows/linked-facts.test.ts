// What is gathered by set about other reports equals what looking at every report one by one would give, for any store.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AgencyTree, loadAgencyTree } from '../../src/country/agency-tree.ts'
import type { ChunkReport } from '../../src/model/chunk.ts'
import { allStages } from '../../src/model/stage.ts'
import { linkedFacts } from '../../src/triage/linked-facts.ts'
import { content } from '../contents.ts'
import { unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let tree: AgencyTree
beforeAll(async () => {
  world = await aWorld()
  tree = await loadAgencyTree(world.owner.sql)
})
afterAll(() => world?.[Symbol.asyncDispose]())

const units = ['national-desk', 'port-state', 'harbour', 'fen'].map((slug) => unitNo(slug))

interface Made {
  reportId: string
  clusterId: string
  holderNo: number
  seenBy: number[]
  senderId: string
  caseId: string | null
  receivedAt: Date
  isNew: boolean
  /** Hand-overs of it that were returned. */
  returned: { from: number; to: number }[]
}

const uuid = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`

const anyStore: fc.Arbitrary<Made[]> = fc
  .array(
    fc.record({
      cluster: fc.nat(3),
      holderNo: fc.constantFrom(...units),
      seenBy: fc.uniqueArray(fc.constantFrom(...units), { maxLength: 2 }),
      senderId: fc.constantFrom('quaychat', 'pixelquay'),
      case: fc.option(fc.nat(2), { nil: null }),
      minute: fc.nat(5),
      isNew: fc.boolean(),
      returned: fc.array(fc.record({ from: fc.constantFrom(...units), to: fc.constantFrom(...units) }), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((given) =>
    given.map((one, index) => ({
      reportId: uuid(index + 1),
      clusterId: uuid(900 + one.cluster),
      holderNo: one.holderNo,
      seenBy: one.isNew ? [] : one.seenBy,
      senderId: one.senderId,
      caseId: one.case === null || one.isNew ? null : uuid(800 + one.case),
      receivedAt: new Date(Date.UTC(2026, 4, 4, 7, one.minute)),
      isNew: one.isNew,
      returned: one.isNew ? [] : one.returned,
    })),
  )

async function store(reports: readonly Made[]): Promise<void> {
  const { sql } = world.owner
  await sql`delete from report`
  await sql`delete from cluster_of`
  await sql`delete from referral`
  for (const one of reports) {
    const { reportId, clusterId, holderNo, receivedAt } = one
    await sql`insert into cluster_of (report_id, at, frame_id, frame_at, cluster_id, keys) values (${reportId}, ${receivedAt}, ${clusterId}, ${receivedAt}, ${clusterId}, '{}')`
    if (one.isNew) continue
    await sql`
      insert into report (report_id, number, source_id, sender_id, sender_name, holder_no, seen_by, first_holder_no, version, received_at, case_id, case_number, due, changed_at)
      values (${reportId}, ${`R-${reportId.slice(-4)}`}, 'x', ${one.senderId}, 'x', ${holderNo}, ${one.seenBy}::int[], ${holderNo}, 1, ${receivedAt}, ${one.caseId},
        ${one.caseId && `case ${one.caseId.slice(-3)}`}, 0, ${receivedAt})`
    for (const { from, to } of one.returned)
      await sql`
        insert into referral (report_id, referral_id, offer_id, number, from_no, to_no, state, report_state_before, offered_by, offered_name, offered_at)
        values (${reportId}, ${randomUUID()}, ${randomUUID()}, 'x', ${from}, ${to}, 'returned', 'triaged', ${reportId}, 'x', ${receivedAt})`
  }
}

const chunkOf = (reports: readonly Made[]): ChunkReport[] =>
  reports.map((one) => ({
    ...one,
    number: '',
    version: 1,
    rendition: 0,
    due: allStages,
    sourceId: 'x',
    sourceNumber: null,
    senderName: 'x',
    pack: 'xx',
    firstHolderNo: one.holderNo,
    state: 'received',
    isReranked: false,
    priority: 0,
    incidentAt: null,
    clockFromAt: null,
    content: content(),
    hot: {},
    linked: one.isNew
      ? { clusterId: one.clusterId, members: reports.filter(({ clusterId }) => clusterId === one.clusterId).length }
      : undefined,
  }))

/** One by one, as the words of the rule say it. */
function naive(own: Made, all: readonly Made[]) {
  const { hi } = tree.byNo(own.holderNo)!
  const isShown = (one: Made) => (one.holderNo >= own.holderNo && one.holderNo <= hi) || one.seenBy.includes(own.holderNo)
  const others = all.filter((one) => one.clusterId === own.clusterId && one !== own)
  const shown = others.filter(isShown)
  const hidden = others.filter((one) => !isShown(one))
  const cases = (from: readonly Made[]) => new Set(from.flatMap(({ caseId }) => caseId ?? []))
  const isEarlier = (one: Made) =>
    one.receivedAt < own.receivedAt || (+one.receivedAt === +own.receivedAt && one.reportId < own.reportId)
  const holders = [...new Set(others.map(({ holderNo }) => holderNo))].sort((a, b) => a - b)
  const isOurs = (no: number) => no >= own.holderNo && no <= hi
  const returned = [own, ...others].flatMap((one) => one.returned.filter(({ from, to }) => isOurs(from) || isOurs(to)))
  return {
    shown: shown.length,
    hidden: hidden.length,
    senders: new Set([own.senderId, ...shown.map(({ senderId }) => senderId)]).size,
    hasEarlier: shown.some(isEarlier),
    cases: [...cases(shown)].sort(),
    hiddenCases: cases(hidden).size,
    returns: returned.map(({ to }) => to).sort((a, b) => a - b),
    holders: holders.map((no) => {
      const held = others.filter(({ holderNo }) => holderNo === no)
      return {
        no,
        reports: held.length,
        hasCase: held.some(({ caseId }) => caseId !== null),
        isCaseShown: shown.some((one) => one.holderNo === no && one.caseId),
      }
    }),
  }
}

it('is the same by set and one by one', async () => {
  await fc.assert(
    fc.asyncProperty(anyStore, async (reports) => {
      await store(reports)
      const facts = await linkedFacts(world.owner.sql, chunkOf(reports), tree)
      for (const own of reports) {
        const { shown, hidden, senders, hasEarlier, cases, hiddenCases, holders, reportIds, returns } = facts.get(own.reportId)!
        expect({
          shown,
          hidden,
          senders,
          hasEarlier,
          cases: cases.map(({ caseId }) => caseId).sort(),
          hiddenCases,
          returns: returns.flatMap(({ no, count }) => Array(count).fill(no)).sort((a, b) => a - b),
          holders: holders.map(({ no, reports, hasCase, caseId }) => ({
            no,
            reports,
            hasCase,
            isCaseShown: caseId !== undefined,
          })),
        }).toEqual(naive(own, reports))
        expect(reportIds).not.toContain(own.reportId)
        expect(reportIds.length).toBe(Math.min(5, shown))
      }
    }),
    { numRuns: 60 },
  )
})
