import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clusterFrame, type Dated, type LiveValue, type Verdict } from './cluster-frame.ts'

const report = (reportId: string, at = reportId.charCodeAt(0)): Dated => ({ reportId, at })
const value = (id: string, reports: string, b = 23): LiveValue => ({ id, b, reports: [...reports].map((one) => report(one)) })
const together = (verdictId: string, members: string, at = 1): Verdict => {
  return { verdictId, kind: 'together', at, members: [...members], sides: [...members].map(() => 0) }
}
const apart = (verdictId: string, left: string, right: string): Verdict => {
  return {
    verdictId,
    kind: 'apart',
    at: 1,
    members: [...left, ...right],
    sides: [...[...left].map(() => 0), ...[...right].map(() => 1)],
  }
}

/** Clusters as words: `ab c`. */
function clusters(reports: string, values: LiveValue[], verdicts: Verdict[]): string {
  const found = clusterFrame(
    [...reports].map((one) => report(one)),
    values,
    verdicts,
  )
  const groups = new Map<string, string>()
  for (const one of reports) groups.set(found.get(one)!, (groups.get(found.get(one)!) ?? '') + one)
  for (const [id, members] of groups) expect([...members].sort()[0]).toBe(id)
  return [...groups.values()].sort().join(' ')
}

it('joins by values, under the id of the oldest', () => {
  expect(clusters('abcd', [value('v', 'ab'), value('w', 'bc')], [])).toBe('abc d')
})

it('refuses each join that would put two sides into one set, also a late one', () => {
  expect(clusters('abc', [value('v', 'ab'), value('w', 'bc')], [apart('x', 'a', 'c')])).toBe('ab c')
  expect(clusters('abcd', [value('u', 'ab'), value('v', 'cd'), value('w', 'bc')], [apart('x', 'a', 'd')])).toBe('ab cd')
})

it('lets apart beat together, whichever came first', () => {
  for (const at of [0, 5]) expect(clusters('ab', [value('v', 'ab')], [apart('x', 'a', 'b'), together('t', 'ab', at)])).toBe('a b')
})

it('follows the newer of two confirmations that cannot both hold', () => {
  const verdicts = (older: string, newer: string) => [apart('x', 'a', 'b'), together('t', older, 1), together('u', newer, 2)]
  expect(clusters('abc', [], verdicts('ac', 'bc'))).toBe('a bc')
  expect(clusters('abc', [], verdicts('bc', 'ac'))).toBe('ac b')
})

it('follows confirmations before values, and stronger values before weaker ones', () => {
  expect(clusters('abc', [value('v', 'ac')], [apart('x', 'a', 'b'), together('t', 'bc')])).toBe('a bc')
  expect(clusters('abc', [value('v', 'ac', 22), value('w', 'bc', 23)], [apart('x', 'a', 'b')])).toBe('a bc')
  expect(clusters('abc', [value('v', 'ac', 23), value('w', 'bc', 22)], [apart('x', 'a', 'b')])).toBe('ac b')
})

it('splits a list from the rest, and each holds together as before', () => {
  expect(clusters('abcd', [value('v', 'abcd')], [apart('x', 'ac', 'bd')])).toBe('ac bd')
})

it('does not depend on the order in which it is told', () => {
  const anyMembers = fc.subarray([...'abcdefgh'], { minLength: 2, maxLength: 5 }).map((members) => members.join(''))
  const anyValues = fc
    .array(fc.tuple(anyMembers, fc.constantFrom(22, 23)), { maxLength: 6 })
    .map((given) => given.map(([members, b], index) => value(`v${index}`, members, b)))
  const anyVerdicts = fc
    .array(fc.tuple(anyMembers, fc.boolean(), fc.nat(2)), { maxLength: 5 })
    .map((given) =>
      given.map(([members, isApart, at], index) =>
        isApart ? apart(`x${index}`, members.slice(0, 1), members.slice(1)) : together(`x${index}`, members, at),
      ),
    )
  fc.assert(
    fc.property(anyValues, anyVerdicts, fc.infiniteStream(fc.nat(1000)), (values, verdicts, numbers) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map((one) => [numbers.next().value!, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one)
      const turned = values.map((one) => ({ ...one, reports: shuffled(one.reports) }))
      expect(clusters('hgfedcba', shuffled(turned), shuffled(verdicts))).toBe(
        clusters('abcdefgh', values, verdicts).split(' ').map(reversed).sort().join(' '),
      )
    }),
  )
})

const reversed = (word: string) => [...word].reverse().join('')
