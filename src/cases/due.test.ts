import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../base/config.ts'
import { loadPacks } from '../country/load-pack.ts'
import { dueOn, firstOf } from './due.ts'

const pack = loadPacks(join(projectRoot, 'packs')).get('xx')!
const at = (day: string) => new Date(`${day}T10:00:00Z`)
const times = { registeredAt: at('2026-03-12'), incidentAts: [] as Date[], zone: pack.zone, now: at('2026-05-04') }
const dueDays = (given: Partial<typeof times>) =>
  dueOn(pack, { ...times, ...given }).map(({ id, state, from }) => [id, state, from.toISOString().slice(0, 10)])

test('from registration; nothing is guessed for what is not recorded', () => {
  expect(dueDays({})).toEqual([['inform-victim', 'running', '2026-03-12']])
  expect(dueOn(pack, times)[0]!.status).toBe('not-verified')
})

test('of several incidents the next to run out, and when all have run out the last', () => {
  const incidentAts = [at('2026-03-20'), at('2026-01-30'), at('2026-02-20')]
  expect(dueDays({ incidentAts })).toContainEqual(['log-life', 'running', '2026-02-20'])
  expect(dueDays({ incidentAts, now: at('2026-09-01') })).toContainEqual(['log-life', 'over', '2026-03-20'])
})

test('a line of a list tells the next to run out, and how many others have; when all have run out, the last', () => {
  const told = (now: Date) => {
    const { due, over } = firstOf(dueOn(pack, { ...times, incidentAts: [at('2026-02-20')], now }), now)
    return [due?.id, due?.state, over]
  }
  const [first, second] = dueOn(pack, { ...times, incidentAts: [at('2026-02-20')] })
  expect(first!.dueAt < second!.dueAt).toBe(true)
  expect(told(at('2026-03-12'))).toEqual([first!.id, 'running', 0])
  expect(told(new Date(first!.dueAt.getTime() + 1))).toEqual([second!.id, expect.any(String), 1])
  expect(told(at('2027-09-01'))).toEqual([second!.id, 'over', 1])
  expect(firstOf([], at('2026-03-12'))).toEqual({ due: null, over: 0 })
})

test('a clock that is off counts for nothing', () => {
  expect(dueOn({ ...pack, clocks: pack.clocks.map((clock) => ({ ...clock, isOn: false })) }, times)).toEqual([])
})
