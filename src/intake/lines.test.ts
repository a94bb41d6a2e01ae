import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sniffEncoding } from './encoding.ts'
import { Lines } from './lines.ts'
import { Window } from './window.ts'

const encoding = sniffEncoding(Buffer.from('<a/>')).encoding!

/** Pieces as they come; after each some positions are looked at ahead, then counted up to, and what was counted is let go. */
const anySteps = fc.array(
  fc.record({
    piece: fc.string({ unit: fc.constantFrom('a', '\n', 'bc'), maxLength: 12 }),
    peeked: fc.nat(14),
    advanced: fc.nat(14),
    isDropped: fc.boolean(),
  }),
  { maxLength: 20 },
)

it('counts lines as one who reads all of it from the start', () => {
  const check = (steps: { piece: string; peeked: number; advanced: number; isDropped: boolean }[]) => {
    const [window, lines] = [new Window(encoding), new Lines()]
    let all = ''
    let counted = 0
    const placeOf = (position: number) => {
      const before = all.slice(0, position).split('\n')
      return { line: before.length, column: before.at(-1)!.length }
    }
    for (const { piece, peeked, advanced, isDropped } of steps) {
      window.append(Buffer.from(piece))
      all += piece
      const ahead = Math.min(window.end, counted + peeked)
      expect(lines.peek(window, ahead)).toEqual(placeOf(ahead))
      counted = Math.min(window.end, counted + advanced)
      expect(lines.advance(window, counted)).toEqual(placeOf(counted))
      if (isDropped) window.dropTo(counted)
    }
  }
  fc.assert(fc.property(anySteps, check), { numRuns: 500 })
})
