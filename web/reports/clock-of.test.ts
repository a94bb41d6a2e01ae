import { expect, test } from 'vitest'
import { standingOf } from '../shown/Deadline.tsx'
import { clockOf } from './clock-of.ts'

const day = (n: number) => new Date(Date.UTC(2026, 4, n)).toISOString()
const report = { receivedAt: day(1), offerDueAt: day(8), clockFromAt: null, outcomeDueAt: day(35) }
const standsOn = (n: number, state: string) => {
  const clock = clockOf({ ...report, state, ...(state === 'acknowledged' ? { clockFromAt: day(5) } : {}) })
  return clock && standingOf(clock, new Date(day(n))).standing
}

test('an outcome is at risk in the last quarter of its time, not on its last day only', () => {
  expect([standsOn(20, 'acknowledged'), standsOn(29, 'acknowledged'), standsOn(36, 'acknowledged')]).toEqual([
    'run',
    'risk',
    'broken',
  ])
})

test('the clock of the state runs, and none while another unit has to answer', () => {
  expect([standsOn(2, 'triaged'), standsOn(7, 'triaged')]).toEqual(['run', 'risk'])
  expect([standsOn(36, 'offered'), standsOn(36, 'registered')]).toEqual([undefined, undefined])
})

test('what was reopened has its time anew', () => {
  const reopened = { ...report, state: 'triaged', clockFromAt: day(6), offerDueAt: day(14) }
  expect(clockOf(reopened)).toEqual({ what: 'offer', fromAt: day(6), dueAt: day(14) })
})
