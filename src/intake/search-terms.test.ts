import { expect, it } from 'vitest'
import { readTerm } from './search-terms.ts'

it('reads a telephone number also without its plus', () => {
  for (const typed of ['+9995550163', '9995550163', '00 999 555 0163'])
    expect(readTerm(typed)).toContainEqual({ kind: 'phone', normal: '+9995550163' })
  expect(readTerm('0163').filter(({ kind }) => kind === 'phone')).toEqual([])
})
