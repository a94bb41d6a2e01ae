// Single cases of the linker, told one by one: what random histories might miss, and what a reader wants to see happen.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/base/database.ts'
import { ensureParameters } from '../../src/link/from-scratch.ts'
import { type JoiningKind, joiningKinds, type LinkParameters } from '../../src/link/parameters.ts'
import type { LinkReport } from '../../src/link/reference.ts'
import { aDatabase, type TestDatabase } from '../database.ts'
import { emptyLinkStore, fixedId, type LinkStore, showSightings } from '../link-store.ts'

const CAP = 20
const parameters: LinkParameters = {
  version: 'small',
  rho: 1.5,
  kinds: Object.fromEntries(
    joiningKinds.map((kind) => [kind, { b: 23, soft: kind === 'phone' ? 2 : 8, cap: CAP }]),
  ) as LinkParameters['kinds'],
}

let clone: TestDatabase
let database: Database
let store: LinkStore
beforeAll(async () => {
  clone = await aDatabase()
  database = openDatabase({ url: clone.ownerUrl, max: 1, name: 'link settle' })
})
afterAll(async () => {
  await database.close()
  await clone[Symbol.asyncDispose]()
})
beforeEach(async () => {
  store = await emptyLinkStore(database, parameters)
})

const reportId = (number: number) => fixedId('b', number)
const phone = (number: number) => ({ id: fixedId('f', number), kind: 'phone' as JoiningKind })
const account = (number: number) => ({ id: fixedId('ac', number), kind: 'account' as JoiningKind })

/** Dated by its number: the lower, the older. */
const aReport = (number: number, ...keys: LinkReport['keys'][number][]): LinkReport => {
  return { reportId: reportId(number), at: Date.UTC(2031, 0, number), keys }
}

async function deliver(...reports: LinkReport[]): Promise<void> {
  await showSightings(database, reports)
  await store.settle({ add: reports })
  await store.compare()
}

async function clusters(): Promise<Record<number, number>> {
  const rows = await database.sql<{
    report_id: string
    cluster_id: string
  }>`select report_id, cluster_id from cluster_of order by report_id`
  const number = (id: string) => Number.parseInt(id.slice(-12), 16)
  return Object.fromEntries(rows.map((row) => [number(row.report_id), number(row.cluster_id)]))
}

const stateOf = async (id: string) =>
  (await database.sql<{ n: number; state: number }>`select n, state from link_value where identifier_id = ${id}`)[0]

it('joins by a shared value, under the id of the oldest report, also when that comes last', async () => {
  await deliver(aReport(5, account(1)))
  await deliver(aReport(7, account(1)))
  expect(await clusters()).toEqual({ 5: 5, 7: 5 })
  await deliver(aReport(2, account(1)))
  expect(await clusters()).toEqual({ 2: 2, 5: 2, 7: 2 })
  const events = await database.sql`select was, now, reports, because, because_id from cluster_event`
  expect(events).toContainEqual({ was: reportId(5), now: reportId(2), reports: 2, because: 'report', because_id: reportId(2) })
})

it('counts nothing twice when a chunk is tried again', async () => {
  const reports = [aReport(1, account(1), phone(1)), aReport(2, account(1))]
  await deliver(...reports)
  await deliver(...reports)
  expect(await stateOf(account(1).id)).toEqual({ n: 2, state: 0 })
})

it('falls apart when the report that held two groups together is removed, and the old id is back', async () => {
  await deliver(aReport(1, account(1)), aReport(3, account(2)), aReport(4, account(2)), aReport(5, account(1), account(2)))
  expect(await clusters()).toEqual({ 1: 1, 3: 1, 4: 1, 5: 1 })
  await store.settle({ remove: [reportId(5)] })
  await store.compare()
  expect(await clusters()).toEqual({ 1: 1, 3: 3, 4: 3 })
  const events = await database.sql`select was, now, reports, because from cluster_event where because = 'removal'`
  expect(events).toContainEqual({ was: reportId(1), now: reportId(3), reports: 2, because: 'removal' })
})

it('takes a new version as removal and addition in one', async () => {
  await deliver(aReport(1, account(1)), aReport(2, account(1)), aReport(3, account(3)))
  const version = aReport(2, account(3))
  await showSightings(database, [version])
  await store.settle({ remove: [reportId(2)], add: [version] })
  await store.compare()
  expect(await clusters()).toEqual({ 1: 1, 2: 2, 3: 2 })
})

it('tells all of a cluster when its oldest report gets another date, and stays the oldest or does not', async () => {
  await deliver(aReport(3, account(1)), aReport(4, account(1)))
  const dated = async (day: number) => {
    const version = { ...aReport(3, account(1)), at: Date.UTC(2031, 0, day) }
    await store.settle({ remove: [version.reportId], add: [version] })
    await store.compare()
  }
  await dated(1)
  expect(await clusters()).toEqual({ 3: 3, 4: 3 })
  await deliver(aReport(2, account(1)))
  expect(await clusters()).toEqual({ 2: 3, 3: 3, 4: 3 })
  await dated(9)
  expect(await clusters()).toEqual({ 2: 2, 3: 2, 4: 2 })
})

it('lets go of a value that becomes a hub, and takes it up again when it falls below its cap', async () => {
  // Twenty reports of one person, who changes the account at every fourth: the phone is vouched for by the accounts.
  const ofOne = Array.from({ length: CAP }, (_, index) => aReport(index + 1, phone(9), account(Math.floor(index / 4))))
  await deliver(...ofOne)
  expect(new Set(Object.values(await clusters()))).toEqual(new Set([1]))
  await deliver(aReport(CAP + 1, phone(9)))
  expect(await stateOf(phone(9).id)).toEqual({ n: CAP + 1, state: 4 })
  expect(new Set(Object.values(await clusters()))).toEqual(new Set([1, 5, 9, 13, 17, 21]))
  await store.settle({ remove: [reportId(CAP + 1)] })
  await store.compare()
  expect(new Set(Object.values(await clusters()))).toEqual(new Set([1]))
})

it('stops vouching for a value to which strangers come one by one', async () => {
  await deliver(...Array.from({ length: 6 }, (_, index) => aReport(index + 1, phone(9), account(1))))
  expect(await stateOf(phone(9).id)).toEqual({ n: 6, state: 2 })
  const states: number[] = []
  for (let stranger = 1; stranger <= 11; stranger++) {
    await deliver(aReport(10 + stranger, phone(9), account(100 + stranger)))
    states.push((await stateOf(phone(9).id))!.state as number)
  }
  // n = 6 + k reports in 1 + k groups: vouched for up to k = 9.
  expect(states).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3])
})

it('begins to vouch when one report ties groups together', async () => {
  await deliver(...[1, 2, 3, 4].map((number) => aReport(number, phone(9), account(number))))
  expect(await stateOf(phone(9).id)).toEqual({ n: 4, state: 3 })
  await deliver(aReport(5, phone(9), account(1), account(2), account(3), account(4)))
  expect(await stateOf(phone(9).id)).toEqual({ n: 5, state: 2 })
})

it('weighs a value anew that comes back into the band, whatever was known of it before', async () => {
  const strangers = Array.from({ length: 10 }, (_, index) => aReport(index + 1, phone(9), account(index + 1)))
  await deliver(...strangers)
  expect(await stateOf(phone(9).id)).toEqual({ n: 10, state: 3 })
  await store.settle({ remove: strangers.slice(1).map((one) => one.reportId) })
  await deliver(...[21, 22, 23].map((number) => aReport(number, phone(9), account(20))))
  expect(await stateOf(phone(9).id)).toEqual({ n: 4, state: 2 })
})

it('finds the one report that is left when the report that stood for its value is gone', async () => {
  // Three strangers: the phone joins nobody, so the frames of the two that go say nothing of the third.
  await deliver(...[1, 2, 3].map((number) => aReport(number, phone(9), account(number))))
  await store.settle({ remove: [reportId(1), reportId(2)] })
  await store.compare()
  await deliver(aReport(11, phone(9)))
  expect(await clusters()).toEqual({ 3: 3, 11: 3 })
})

it('lets go when the value that vouched is ruled shared', async () => {
  await deliver(...[1, 2, 3, 4].map((number) => aReport(number, phone(9), account(1))))
  expect(await stateOf(phone(9).id)).toEqual({ n: 4, state: 2 })
  await store.rule([{ id: account(1).id, ruling: 'shared' }])
  await store.compare()
  expect(await clusters()).toEqual({ 1: 1, 2: 2, 3: 3, 4: 4 })
  await store.rule([{ id: account(1).id, ruling: null }])
  await store.compare()
  expect(await clusters()).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 })
})

it('joins a hub that a person rules personal', async () => {
  await deliver(...Array.from({ length: CAP + 2 }, (_, index) => aReport(index + 1, phone(9))))
  expect(new Set(Object.values(await clusters())).size).toBe(CAP + 2)
  await store.rule([{ id: phone(9).id, ruling: 'personal' }])
  await store.compare()
  expect(new Set(Object.values(await clusters()))).toEqual(new Set([1]))
})

it('keeps a ruling on a value that no report holds yet', async () => {
  await store.rule([{ id: account(1).id, ruling: 'shared' }])
  await deliver(aReport(1, account(1)), aReport(2, account(1)))
  expect(await clusters()).toEqual({ 1: 1, 2: 2 })
})

const verdict = (number: number, kind: 'together' | 'apart', members: number[], sides = members.map(() => 0)) => {
  return { verdictId: fixedId('d', number), kind, at: number, members: members.map(reportId), sides }
}

it('holds apart what a person held apart, whatever joins it, and a withdrawn verdict is as if it had never been', async () => {
  await deliver(aReport(1, account(1)), aReport(2, account(1), account(2)), aReport(3, account(2)))
  await store.decide(verdict(1, 'apart', [1, 3], [0, 1]))
  await store.compare()
  expect(await clusters()).toEqual({ 1: 1, 2: 1, 3: 3 })
  await deliver(aReport(4, account(1), account(2)))
  await store.decide(verdict(2, 'together', [1, 3]))
  await store.compare()
  expect((await clusters())[3]).not.toBe(1)
  await store.withdraw(fixedId('d', 1))
  await store.compare()
  expect(await clusters()).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 })
})

it('brings a report that was removed and delivered again back under its verdict', async () => {
  await deliver(aReport(1, account(1)), aReport(2, account(1)), aReport(5, account(5)))
  await store.decide(verdict(1, 'apart', [1, 2], [0, 1]))
  await store.decide(verdict(2, 'together', [1, 5]))
  await store.settle({ remove: [reportId(1)] })
  await store.compare()
  await deliver(aReport(1, account(1)))
  expect(await clusters()).toEqual({ 1: 1, 2: 2, 5: 1 })
})

it('tells which reports lost a member of their cluster', async () => {
  await deliver(aReport(1, account(1)), aReport(2, account(1)), aReport(3, account(3)))
  expect(store.lastSplit).toEqual([])
  await store.settle({ remove: [reportId(1)] })
  expect(store.lastSplit).toEqual([reportId(2)])
})

it('links all anew once when a release has other figures, and remembers by which it linked', async () => {
  const strict: LinkParameters = {
    ...parameters,
    version: 'strict',
    kinds: { ...parameters.kinds, account: { b: 23, soft: 1, cap: 1 } },
  }
  await deliver(aReport(1, account(1)), aReport(2, account(1)))
  const ensure = (under: LinkParameters) =>
    ensureParameters({ database, lease: { guard: async () => undefined }, now: new Date(), parameters: under })
  expect(await ensure(parameters)).toBe(false)
  expect(await ensure(strict)).toBe(true)
  expect(await clusters()).toEqual({ 1: 1, 2: 2 })
  expect(await database.sql`select was, now, reports, because from cluster_event where because = 'parameters'`).toEqual([
    { was: reportId(1), now: reportId(2), reports: 1, because: 'parameters' },
  ])
  expect(await ensure(strict)).toBe(false)
})
