import { expect, it } from 'vitest'
import type { Reason } from '../model/reason.ts'
import { asSeen } from './seen-reasons.ts'

/** References that the reader sees, each named by its number. */
const seeing = (...references: string[]) => new Map(references.map((one) => [one, `${one}/7`]))

const linked: Reason = {
  rule: 'case-linked/1',
  kind: 'fact',
  weight: 22,
  params: { identifier: 'phone', case: '41/2026' },
  evidence: ['case:a', 'case:b'],
}

it('leaves a reason as it is for a reader who sees all of it, and names what it points to as it stands now', () => {
  // Registered as 41/2026, and since then re-registered as 7.
  const params = { identifier: 'phone', case: '7' }
  expect(asSeen(linked, seeing('case:a', 'case:b'))).toEqual({ ...linked, params, evidence: ['case:a/7', 'case:b/7'] })
  const claim: Reason = {
    rule: 'danger-now/1',
    kind: 'claim',
    weight: 50,
    params: {},
    evidence: ['content:incident.escalation', 'person:V-1'],
  }
  expect(asSeen(claim, seeing())).toBe(claim)
})

it('tells of a hidden case neither number nor id, and keeps its weight', () => {
  const seen = asSeen(linked, seeing())
  expect(seen).toEqual({ rule: 'case-elsewhere/1', kind: 'fact', weight: 22, params: { identifier: 'phone' }, evidence: [] })
  expect(asSeen({ ...linked, rule: 'case-held/1' }, seeing('case:b'))).toMatchObject({
    rule: 'case-held-elsewhere/1',
    evidence: ['case:b/7'],
  })
})

it('names the case that the reader sees and drops the other', () => {
  expect(asSeen(linked, seeing('case:a'))).toMatchObject({ params: { case: '7' }, evidence: ['case:a/7'] })
})

it('drops hidden reports and keeps how many there are', () => {
  const repeat: Reason = {
    rule: 'repeat-suspect/1',
    kind: 'fact',
    weight: 14,
    params: { identifier: 'phone', reports: 2 },
    evidence: ['report:x', 'report:y'],
  }
  expect(asSeen(repeat, seeing('report:y'))).toEqual({ ...repeat, evidence: ['report:y/7'] })
})
