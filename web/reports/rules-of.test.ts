import { expect, test } from 'vitest'
import { rulesOf } from './rules-of.ts'

test('rules are named by the month or day of their pack, in the language of the reader', () => {
  expect(rulesOf('triage-1, 2026-11', 'en-GB')).toBe('November 2026')
  expect(rulesOf('triage-1, 2026-11', 'hi-IN')).toBe('नवंबर 2026')
  expect(rulesOf('triage-1, 2026-11-03', 'en-GB')).toBe('3 November 2026')
})

test('a version that is no date stays as its pack writes it', () => {
  expect(rulesOf('triage-1, spring', 'en-GB')).toBe('spring')
})
