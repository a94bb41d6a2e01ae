import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sniffEncoding } from './encoding.ts'
import { Window } from './window.ts'

const encodings = {
  'utf-8': sniffEncoding(Buffer.from('<a/>')).encoding!,
  'utf-16le': sniffEncoding(Buffer.from('\ufeff<a/>', 'utf16le')).encoding!,
}

/** Pieces of a file as they come, and after each how much of what is there is let go. */
const anyPassing = fc.array(fc.record({ piece: fc.uint8Array({ maxLength: 40 }), dropped: fc.nat(60) }), { maxLength: 30 })

it.each(Object.entries(encodings))(
  'shows of %s what came and was not let go, and never changes what it showed',
  (_name, encoding) => {
    const size = encoding.unitBytes
    const check = (steps: { piece: Uint8Array; dropped: number }[]) => {
      const window = new Window(encoding)
      const shown: { view: Buffer; copy: Buffer }[] = []
      const given: { piece: Buffer; copy: Buffer }[] = []
      let all = Buffer.alloc(0)
      for (const { piece, dropped } of steps) {
        const bytes = Buffer.from(piece)
        given.push({ piece: bytes, copy: Buffer.from(bytes) })
        window.append(bytes)
        all = Buffer.concat([all, bytes])
        expect(window.end).toBe(Math.floor(all.length / size))
        expect(window.bytes).toEqual(all.subarray(window.start * size, window.end * size))
        const view = window.slice(window.start, window.end)
        shown.push({ view, copy: Buffer.from(view) })
        window.dropTo(Math.min(window.end, window.start + dropped))
      }
      window.flush()
      expect(window.units).toHaveLength(Math.ceil(all.length / size) - window.start)
      for (const { view, copy } of shown) expect(view).toEqual(copy)
      for (const { piece, copy } of given) expect(piece).toEqual(copy)
    }
    fc.assert(fc.property(anyPassing, check), { numRuns: 300 })
  },
)
