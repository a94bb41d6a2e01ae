import i18next from 'i18next'
import { expect, test } from 'vitest'
import { startedPlace } from '../sign-in/place-after.ts'
import { en } from '../texts/en.ts'
import { count } from '../ui/Count.tsx'
import { standingOf } from './Deadline.tsx'
import { identifierText } from './Identifier.tsx'
import { lengthText } from './LifeLine.tsx'
import { weightText } from './Reasons.tsx'

const at = (minutes: number) => new Date(Date.UTC(2026, 4, 4, 7, minutes))
const clock = (due: number, doneAt?: string) => ({ fromAt: at(0).toISOString(), dueAt: at(due).toISOString(), doneAt })

test('a clock is at risk in its last quarter, and broken after its end', () => {
  expect(standingOf(clock(1000), at(100))).toEqual({ standing: 'run', gone: 0.1 })
  expect(standingOf(clock(1000), at(800)).standing).toBe('risk')
  expect(standingOf(clock(1000), at(1001)).standing).toBe('broken')
  expect(standingOf(clock(1000, at(900).toISOString()), at(2000)).standing).toBe('done')
})

test('less than an hour left is a risk, however short the clock', () => {
  expect(standingOf(clock(90), at(40)).standing).toBe('risk')
})

test('an account is written with its service, an address without', () => {
  expect(identifierText({ kind: 'account', value: 'lark.pell.77', service: 'quaychat' })).toBe('quaychat:lark.pell.77')
  expect(identifierText({ kind: 'email', value: 'l.pell@northlight.example', service: 'northlight mail' })).toBe(
    'l.pell@northlight.example',
  )
})

test('weights carry their sign', () => {
  expect([22, -8, 0].map(weightText)).toEqual(['+22', '−8', '0'])
  expect([100, -40].map(count)).toEqual(['100', '−40'])
})

test('a stretch of less than a minute is a length, not "now"', async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en } } })
  expect(lengthText(at(0).toISOString(), new Date(at(0).getTime() + 59_000))).toBe('< 1 min')
  expect(lengthText(at(0).toISOString(), at(3))).toBe('3 min')
})

test('after signing in one comes back to a path of this console, never to another host', () => {
  expect(startedPlace('/inbox?band=high')).toBe('/inbox?band=high')
  expect(startedPlace('//elsewhere.example')).toBe('/')
  expect(startedPlace('https://elsewhere.example')).toBe('/')
  expect(startedPlace('/\\elsewhere.example')).toBe('/')
  expect(startedPlace('/sign-in?next=/')).toBe('/')
  expect(startedPlace(undefined)).toBe('/')
})
