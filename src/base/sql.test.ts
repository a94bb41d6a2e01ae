import { expect, it } from 'vitest'
import { beginWith, compose, fragment, identifier, joined, nothing } from './sql.ts'

const composed = (strings: TemplateStringsArray, ...values: unknown[]) => compose(strings, values)

it('numbers parameters through nested fragments', () => {
  const inner = fragment`b = ${2} and ${fragment`c = ${3}`}`
  expect(composed`select ${1} where ${inner} or d = ${4}`).toEqual({
    text: 'select $1 where b = $2 and c = $3 or d = $4',
    params: [1, 2, 3, 4],
  })
})

it('never makes text of a value', () => {
  const typed = "'; drop table report; --"
  expect(composed`select ${typed}`).toEqual({ text: 'select $1', params: [typed] })
})

it('joins fragments and drops nothing', () => {
  expect(composed`${joined([fragment`a = ${1}`, fragment`b = ${2}`], ' and ')}${nothing}`).toEqual({
    text: 'a = $1 and b = $2',
    params: [1, 2],
  })
  expect(composed`${joined([], ', ')}`).toEqual({ text: '', params: [] })
})

it('quotes names', () => {
  expect(composed`from ${identifier('a"b')}`.text).toBe('from "a""b"')
})

it('sends times as UTC, also within arrays', () => {
  const at = new Date('2031-01-02T03:04:05.678Z')
  expect(composed`${at} ${[at]} ${undefined}`.params).toEqual([at.toISOString(), [at.toISOString()], null])
})

it('begins with all settings in one round trip', () => {
  expect(beginWith(null)).toBe('begin')
  expect(beginWith({ 'tipbridge.lo': 4, 'tipbridge.who': "O'Neil" })).toBe(
    "begin; do $settings$begin set local tipbridge.lo = '4'; set local tipbridge.who = 'O''Neil'; end$settings$",
  )
})

it.each([[{ 'a; drop': 1 }], [{ A: 1 }], [{ a: 1.5 }], [{ a: Number.NaN }], [{ a: '$settings$; drop table x' }], [{ a: 'b\\' }]])(
  'refuses a setting that could be more than a setting: %j',
  (settings) => {
    expect(() => beginWith(settings as Record<string, string>)).toThrow(/etting/)
  },
)
