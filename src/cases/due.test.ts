import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../base/config.ts'
import { loadPacks } from '../country/load-pack.ts'
import { dueOn } from './due.ts'

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

test('a clock that is off counts for nothing', () => {
  expect(dueOn({ ...pack, clocks: pack.clocks.map((clock) => ({ ...clock, isOn: false })) }, times)).toEqual([])
})
