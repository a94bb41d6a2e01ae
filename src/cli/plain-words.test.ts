// What a person at the terminal reads of an error is plain: nothing in it steers the terminal.
import { expect, test } from 'vitest'
import { Refusal } from '../base/refusal.ts'
import { plainWords } from './plain-words.ts'

test('names in sentences are written out where they would steer the terminal', () => {
  const gone = Object.assign(new Error('no'), { code: 'ENOENT', path: '/tmp/a\u001b[2J\nb' })
  expect(plainWords(gone)).toBe('/tmp/a[U+001B][2J[U+000A]b does not exist.')
  expect(plainWords(new Refusal('invalid', 'source-odd', { source: 'x\u009b2J', n: 1 }))).toBe(
    'Refused: source-odd (source: x[U+009B]2J, n: 1).',
  )
})
