import { expect, it } from 'vitest'
import type { Reason } from '../model/reason.ts'
import { asSeen } from './seen-reasons.ts'

const linked: Reason = {
  rule: 'case-linked/1',
  kind: 'fact',
  weight: 22,
  params: { identifier: 'phone', case: '41/2026' },
  evidence: ['case:a', 'case:b'],
}

it('leaves a reason as it is for a reader who sees all of it', () => {
  expect(asSeen(linked, new Set(['case:a', 'case:b']))).toBe(linked)
  const claim: Reason = {
    rule: 'danger-now/1',
    kind: 'claim',
    weight: 50,
    params: {},
    evidence: ['content:incident.escalation', 'person:V-1'],
  }
  expect(asSeen(claim, new Set())).toBe(claim)
})

it('tells of a hidden case neither number nor id, and keeps its weight', () => {
  const seen = asSeen(linked, new Set())
  expect(seen).toEqual({ rule: 'case-elsewhere/1', kind: 'fact', weight: 22, params: { identifier: 'phone' }, evidence: [] })
  expect(asSeen({ ...linked, rule: 'case-held/1' }, new Set(['case:b']))).toMatchObject({
    rule: 'case-held-elsewhere/1',
    evidence: ['case:b'],
  })
})

it('names the case that the reader sees and drops the other', () => {
  expect(asSeen(linked, new Set(['case:a']))).toEqual({ ...linked, evidence: ['case:a'] })
})

it('drops hidden reports and keeps how many there are', () => {
  const repeat: Reason = {
    rule: 'repeat-suspect/1',
    kind: 'fact',
    weight: 14,
    params: { identifier: 'phone', reports: 2 },
    evidence: ['report:x', 'report:y'],
  }
  expect(asSeen(repeat, new Set(['report:y']))).toEqual({ ...repeat, evidence: ['report:y'] })
})
