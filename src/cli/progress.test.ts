import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { barOf, progressBar } from './progress.ts'

test('a bar is as full as the work is done, never fuller, and empty while nobody knows how much there is', () => {
  expect(barOf(6, 24, '6 files')).toBe(`${'█'.repeat(6)}${'░'.repeat(18)}  25 %  6 files`)
  expect(barOf(30, 24, '')).toBe(`${'█'.repeat(24)} 100 %  `)
  expect(barOf(3, 0, '')).toBe(`${'░'.repeat(24)}   0 %  `)
})

function aTerminal() {
  const said: string[] = []
  const stream = new Writable({
    write(piece, _, done) {
      said.push(String(piece))
      done()
    },
  })
  return { said, stream: Object.assign(stream, { columns: 40 }) as unknown as NodeJS.WriteStream }
}

test('it keeps within the line and is drawn only where a person watches', () => {
  const { said, stream } = aTerminal()
  const bar = progressBar({ isTerminal: true }, stream)
  bar.show(1, 2, 'a very long explanation of what is done just now')
  bar.clear()
  expect(said[0]!.replace('\r', '').replace('\u001b[K', '')).toHaveLength(39)
  expect(said[1]).toBe('\r\u001b[K')
  const nobody = aTerminal()
  progressBar({ isTerminal: false }, nobody.stream).show(1, 2, 'words')
  expect(nobody.said).toEqual([])
})
