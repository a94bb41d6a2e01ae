import { expect, it, test } from 'vitest'
import { asTyped, shownName } from './byte-names.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

it.each([
  [Buffer.from('größe🔥.xml'), 'größe🔥.xml'],
  [bytes('caf\xe9.xml'), 'caf[0xE9].xml'],
  [bytes('\xff\xfe\xf0\x9f'), '[0xFF][0xFE][0xF0][0x9F]'],
  [Buffer.concat([Buffer.from('é'), bytes('\xe9'), Buffer.from('🔥')]), 'é[0xE9]🔥'],
  [bytes(''), ''],
])('%j is shown as %s', (name, text) => expect(shownName(name)).toBe(text))

test('two names that are decoded alike are each found as they were typed', () => {
  const commandLine = () => bytes('node\0receive\0a\xff.xml\0b.xml\0a\xfe.xml\0')
  expect(asTyped(['a\ufffd.xml', 'b.xml', 'a\ufffd.xml'], commandLine)).toEqual([
    bytes('a\xff.xml'),
    bytes('b.xml'),
    bytes('a\xfe.xml'),
  ])
  expect(asTyped(['c\ufffd.xml'], commandLine)).toEqual([Buffer.from('c\ufffd.xml')])
})
