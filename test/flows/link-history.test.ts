// The incremental linker against the reference function, over random histories on a real database: reports come in any order, go,
// come back as another version; verdicts and rulings are made, changed and withdrawn. Small caps, and values that a few people share.
import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { type Database, openDatabase } from '../../src/base/database.ts'
import type { JoiningKind, LinkParameters } from '../../src/link/parameters.ts'
import type { LinkReport } from '../../src/link/reference.ts'
import { aDatabase, type TestDatabase } from '../database.ts'
import { emptyLinkStore, fixedId, type LinkStore, showSightings } from '../link-store.ts'

let clone: TestDatabase
let database: Database
beforeAll(async () => {
  clone = await aDatabase()
  database = openDatabase({ url: clone.ownerUrl, max: 1, name: 'link history' })
})
afterAll(async () => {
  await database.close()
  await clone[Symbol.asyncDispose]()
})

const RUNS = 30
const REPORTS = 48
const kinds: JoiningKind[] = ['account', 'email', 'phone', 'device', 'payment', 'ipv6', 'ip-port-minute']
const parameters: LinkParameters = {
  version: 'small',
  rho: 1.5,
  kinds: Object.fromEntries(
    kinds.map((kind, index) => [kind, { b: index > 4 ? 22 : 23, soft: 2 + (index % 3), cap: 6 + 2 * index }]),
  ) as LinkParameters['kinds'],
}

const other: LinkParameters = {
  version: 'other',
  rho: 2,
  kinds: Object.fromEntries(
    Object.entries(parameters.kinds).map(([kind, one], index) => [kind, { ...one, soft: 1 + ((index + 1) % 3), cap: 5 + index }]),
  ) as LinkParameters['kinds'],
}

type Delivery = { do: 'add' | 'remove' | 'redeliver'; from: number; count: number }
type Step =
  | Delivery
  | { do: 'together' | 'apart'; members: number[] }
  | { do: 'withdraw'; which: number }
  | { do: 'rule'; values: number[]; ruling: 'personal' | 'shared' | null }

const anyReport = fc.nat(REPORTS - 1)
const anyValue = fc.nat(30)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('add' as const), from: anyReport, count: fc.integer({ min: 1, max: 20 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('remove' as const), from: anyReport, count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('redeliver' as const), from: anyReport, count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('together' as const, 'apart' as const),
      members: fc.uniqueArray(anyReport, { minLength: 2, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rule' as const),
      values: fc.uniqueArray(anyValue, { minLength: 1, maxLength: 2 }),
      ruling: fc.constantFrom('personal' as const, 'shared' as const, null),
    }),
  },
)

const aKey = (value: number) => ({ id: fixedId('e', value), kind: kinds[value % kinds.length]! })

// Values 0-3 are hubs that anybody may show, 4-9 are shared by three people each, the rest belong to one of ten people.
const anyKeys = (person: number) =>
  fc
    .tuple(
      fc.subarray([0, 1, 2, 3], { maxLength: 2 }),
      fc.subarray([4 + (person % 6), 4 + ((person + 2) % 6)]),
      fc.subarray([10 + person, 10 + ((person + 10) % 20)]),
    )
    .map((parts) => parts.flat().map(aKey))

const person = (report: number) => report % 10
// Dates in an order of their own, a few of them equal.
const atOf = (report: number) => Date.UTC(2031, 0, 1 + (((report * 29) % REPORTS) >> 1))

const anyPopulation = fc.tuple(
  ...Array.from({ length: REPORTS * 2 }, (_, index) => anyKeys(person(index % REPORTS))),
) as fc.Arbitrary<LinkReport['keys'][]>

const versionOf = (population: LinkReport['keys'][], report: number, version: number): LinkReport => ({
  reportId: fixedId('b', (report * 37) % 1009),
  // Another version may be of another day.
  at: atOf(version % 2 === 0 ? report : (report * 7 + 3) % REPORTS),
  keys: population[report + REPORTS * (version % 2)]!,
})

it('equals the reference after every step of a random history', async () => {
  await fc.assert(
    fc.asyncProperty(anyPopulation, fc.array(anyStep, { minLength: 4, maxLength: 22 }), async (population, steps) => {
      const store = await emptyLinkStore(database, parameters)
      const all = population.map((_, index) => versionOf(population, index % REPORTS, index < REPORTS ? 0 : 1))
      await showSightings(database, all)
      const versions = new Map<number, number>()
      for (const [number, step] of steps.entries()) {
        await take(store, step, { population, versions, number })
        await store.compare()
      }
      await store.compareFromScratch()
      // What was settled under other parameters is taken up by the next settlement as if it had always stood there.
      await store.relink(other)
      await store.compare()
      for (const [number, step] of steps.slice(0, 3).entries()) {
        await take(store, step, { population, versions, number: number + 100 })
        await store.compare()
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
}, 120_000)

interface History {
  population: LinkReport['keys'][]
  versions: Map<number, number>
  number: number
}

async function take(store: LinkStore, step: Step, history: History): Promise<void> {
  switch (step.do) {
    case 'rule':
      return store.rule(step.values.map((value) => ({ id: fixedId('e', value), ruling: step.ruling })))
    case 'withdraw': {
      const made = [...store.verdicts.keys()]
      return made.length > 0 ? store.withdraw(made[step.which % made.length]!) : undefined
    }
    case 'together':
    case 'apart':
      return store.decide({
        verdictId: fixedId('d', history.number),
        kind: step.do,
        at: Date.UTC(2031, 1, 1 + (history.number % 3)),
        members: step.members.map((report) => versionOf(history.population, report, 0).reportId),
        sides: step.members.map((_, index) => (step.do === 'apart' ? index % 2 : 0)),
      })
    default:
      return deliver(store, step, history)
  }
}

async function deliver(store: LinkStore, step: Delivery, { population, versions }: History): Promise<void> {
  const named = new Set(Array.from({ length: step.count }, (_, index) => (step.from + index * 7) % REPORTS))
  if (step.do === 'redeliver') for (const report of named) versions.set(report, (versions.get(report) ?? 0) + 1)
  const reports = [...named].map((report) => versionOf(population, report, versions.get(report) ?? 0))
  const ids = reports.map(({ reportId }) => reportId)
  await store.settle({ add: step.do === 'remove' ? [] : reports, remove: step.do === 'add' ? [] : ids })
}
