import { expect, test } from 'vitest'
import { excerptAt, FAULT_LINE, knowNames } from './excerpt.ts'
import { Window } from './window.ts'

const windowOf = (text: string) => {
  const window = new Window({ name: 'utf-8', unitBytes: 1, isBigEndian: false, bomBytes: 0 })
  window.append(Buffer.from(text))
  return window
}
const at = (text: string, sign: string) => excerptAt(windowOf(text), text.indexOf(sign))

test('a few lines round the fault, its own line marked, values masked', () => {
  knowNames(['incidentSummary'])
  const text = ['one', 'two', 'three', '<incidentSummary>', 'Wilma 44</incidentSumary>', 'six', 'seven', 'eight'].join('\n')
  expect(at(text, '</').split('\n')).toEqual([
    'xxx',
    'xxxxx',
    '<incidentSummary>',
    `${FAULT_LINE}Xxxxx 99</incidentSumary>`,
    'xxx',
    'xxxxx',
  ])
})

test('only a tag is shown for being nearly one of the format, and only where it is long enough to be none by chance', () => {
  knowNames(['incidentSummary', 'email'])
  expect(at('!<incidentSumary> incidentSumary <Wilmarine/> <emial/>', '!')).toBe(
    `${FAULT_LINE}!<incidentSumary> xxxxxxxxXxxxxx <Xxxxxxxxx/> <xxxxx/>`,
  )
})

test('at the beginning of a file there is nothing before it', () => {
  expect(at('!x\ny', '!')).toBe(`${FAULT_LINE}!x\nx`)
})
