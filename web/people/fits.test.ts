import { expect, test } from 'vitest'
import { fits, isLogin, suggestedLogin } from './fits.ts'
import type { Person } from './queries.ts'

const person = (more: Partial<Person>): Person => ({
  personId: '1',
  login: 'tove.brandt',
  name: 'Tove Brandt',
  kind: 'person',
  isTotpOn: false,
  madeAt: '2026-05-04T07:00:00Z',
  disabledAt: null,
  roles: [{ role: 'officer', unit: { no: 7, name: { en: 'Harbour District', hi: 'बंदरगाह ज़िला' } } }],
  tokens: [],
  ...more,
})

test('a view shows those who may sign in, services, or those who may not any more', () => {
  const gone = person({ disabledAt: '2026-05-05T07:00:00Z' })
  const feed = person({ kind: 'service' })
  const shown = (view: string | undefined) => [person({}), feed, gone].map((one) => fits(one, { view }))
  expect(shown(undefined)).toEqual([true, false, false])
  expect(shown('services')).toEqual([false, true, false])
  expect(shown('disabled')).toEqual([false, false, true])
})

test('words are looked for in name, sign-in name and units, all of them', () => {
  expect(fits(person({}), { q: 'brandt harbour' })).toBe(true)
  expect(fits(person({}), { q: 'बंदरगाह' })).toBe(true)
  expect(fits(person({}), { q: 'brandt fen' })).toBe(false)
  expect(fits(person({}), { role: 'officer' })).toBe(true)
  expect(fits(person({}), { role: 'auditor' })).toBe(false)
})

test('a sign-in name is suggested from the name, where there are letters for it', () => {
  expect(suggestedLogin('  Inés  Támm ')).toBe('ines.tamm')
  expect(suggestedLogin('अनाया देव')).toBe('')
  expect(isLogin('Ines.Tamm')).toBe(true)
  expect(isLogin('-ines')).toBe(false)
  expect(isLogin('i')).toBe(false)
})
