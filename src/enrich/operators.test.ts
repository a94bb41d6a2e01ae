import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ipNumber } from '../country/ip-number.ts'
import { readOperators } from './operators.ts'

const csv = (lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''))
const v4 = (text: string) => ipNumber(text)!.value
const six = csv([`${ipNumber('2001:db8::')!.value},${ipNumber('2001:db8:0:ffff:ffff:ffff:ffff:ffff')!.value},64500,Fen Net`])

it('finds the operator of an address, also with a comma, a quote or an accent in its name', () => {
  const four = csv([
    `${v4('192.0.2.0')},${v4('192.0.2.127')},64501,"Portnet, ""Old"" Line"`,
    `${v4('198.51.100.0')},${v4('198.51.100.255')},64502,Télé Fen`,
  ])
  const operators = readOperators(four, six)
  expect(operators.of(ipNumber('192.0.2.127')!)).toEqual({ asn: 64501, name: 'Portnet, "Old" Line' })
  expect(operators.of(ipNumber('192.0.2.128')!)).toBeUndefined()
  expect(operators.of(ipNumber('198.51.100.0')!)).toEqual({ asn: 64502, name: 'Télé Fen' })
  expect(operators.of(ipNumber('2001:db8::7')!)).toEqual({ asn: 64500, name: 'Fen Net' })
  expect(operators.of(ipNumber('2001:db9::')!)).toBeUndefined()
})

it('reads a last line without an end, and no line at all', () => {
  const operators = readOperators(Buffer.from('1,2,7,A'), Buffer.alloc(0))
  expect(operators.of({ version: 4, value: 2n })).toEqual({ asn: 7, name: 'A' })
  expect(operators.of({ version: 6, value: 2n })).toBeUndefined()
})

it('agrees with looking at every range', () => {
  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 30 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 0, max: 400 }), (given, address) => {
      const ranges: { from: number; to: number; asn: number }[] = []
      for (const [gap, width] of given) {
        const from = (ranges.at(-1)?.to ?? 0) + gap
        ranges.push({ from, to: from + width, asn: ranges.length % 3 })
      }
      const operators = readOperators(csv(ranges.map(({ from, to, asn }) => `${from},${to},${asn},N`)), six)
      const found = operators.of({ version: 4, value: BigInt(address) })
      expect(found?.asn).toBe(ranges.find(({ from, to }) => address >= from && address <= to)?.asn)
    }),
  )
})
