import { expect, it } from 'vitest'
import { pairOf, type Seen, type ValueFacts } from './pair.ts'
import { type JoiningKind, type ValueState, valueState } from './parameters.ts'

const seen = (id: string, kind: string, more: Partial<Seen> = {}): Seen => ({
  id,
  kind,
  role: 'suspect',
  isSealed: false,
  ...more,
})
const key = (kind: JoiningKind, n: number, state: ValueState = valueState.core): ValueFacts => {
  return { n, key: { kind, state, groups: 4 }, parts: [] }
}
const weak = (n: number): ValueFacts => ({ n, parts: [] })
const told = (here: Seen[], there: Seen[], facts: Record<string, ValueFacts>) =>
  pairOf(here, there, new Map(Object.entries(facts))).reasons.map(({ rule, weight }) => `${rule} ${weight}`)

it('weighs a value by its kind and by how many hold it', () => {
  const phone = [seen('v', 'phone')]
  expect(told(phone, phone, { v: key('phone', 2) })).toEqual(['link-same/1 22'])
  expect(told(phone, phone, { v: key('phone', 16) })).toEqual(['link-same/1 19'])
  expect(told(phone, phone, { v: key('phone', 32, valueState.vouched) })).toEqual(['link-vouched/1 18'])
  expect(told(phone, phone, { v: key('phone', 32, valueState.unvouched) })).toEqual(['link-not-vouched/1 18'])
  expect(told(phone, phone, { v: key('phone', 2048, valueState.hub) })).toEqual(['link-hub/1 12'])
  expect(told(phone, phone, { v: key('phone', 2048, valueState.personal) })).toEqual(['link-personal/1 12'])
  expect(told(phone, phone, { v: key('phone', 2, valueState.shared) })).toEqual(['link-shared/1 0'])
})

it('joins only where the value may, and both say it of a suspect', () => {
  const joins = (facts: ValueFacts, there = seen('v', 'phone')) =>
    pairOf([seen('v', 'phone')], [there], new Map([['v', facts]])).joins
  expect(joins(key('phone', 2))).toBe(true)
  expect(joins(key('phone', 32, valueState.unvouched))).toBe(false)
  expect(joins(weak(2))).toBe(false)
  expect(joins(key('phone', 2), seen('v', 'phone', { role: 'victim' }))).toBe(false)
})

it('only suggests by a value in another role, and not at all by the reporter’s own', () => {
  const facts = { v: key('phone', 2) }
  expect(told([seen('v', 'phone')], [seen('v', 'phone', { role: 'victim' })], facts)).toEqual(['link-weak/1 17'])
  expect(told([seen('v', 'phone')], [seen('v', 'phone', { role: 'reporter' })], facts)).toEqual([])
})

it('counts one event once: neither its address nor its second window beside it', () => {
  const both = [seen('a', 'ip-port-minute'), seen('b', 'ip-port-minute'), seen('ip', 'ip')]
  const event = { ...key('ip-port-minute', 2), parts: ['ip'] }
  expect(told(both, both, { a: event, b: event, ip: weak(4) })).toEqual(['link-composite/1 21'])
})

it('counts a file once, however many of its hashes are there, by the surest of them', () => {
  const both = [seen('m', 'md5'), seen('s', 'sha256'), seen('t', 'sha1'), seen('o', 'md5')].map((one) => ({
    ...one,
    role: 'file',
  }))
  const facts = { m: { ...weak(2), file: 0 }, s: { ...weak(2), file: 0 }, t: { ...weak(2), file: 0 }, o: { ...weak(4), file: 1 } }
  const { reasons, weight } = pairOf(both, both, new Map(Object.entries(facts)))
  expect(reasons.map(({ valueId, weight }) => [valueId, weight])).toEqual([
    ['s', 11],
    ['o', 10],
  ])
  expect(weight).toBe(21)
})

it('says of all sealed values together that there are some, on either side, and lets no weight tell which', () => {
  const facts = { v: key('phone', 2), w: key('account', 2) }
  const here = [seen('v', 'phone', { isSealed: true }), seen('w', 'account')]
  const there = [seen('v', 'phone'), seen('w', 'account', { isSealed: true })]
  const pair = pairOf(here, there, new Map(Object.entries(facts)))
  expect(pair.reasons.map(({ rule, weight, params }) => [rule, weight, params])).toEqual([['link-sealed/1', 0, {}]])
  expect([pair.sum, pair.weight, pair.joins]).toEqual([0, 44, true])
})
