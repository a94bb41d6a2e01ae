// Official numbers by their shape. Some must not be kept whole outside the sealed original (a national identity number): they are
// found in any text and masked to their last digits, and are never an identifier.
import type { Pack, Shape } from './pack.ts'

export interface FoundShape {
  shape: Shape
  value: string
  at: number
}

const patterns = new WeakMap<Shape, RegExp>()

function patternOf(shape: Shape): RegExp {
  const pattern = patterns.get(shape) ?? new RegExp(shape.pattern, 'gu')
  patterns.set(shape, pattern)
  return pattern
}

/** All numbers in a text that have a shape of the pack and stand its check digit. */
export function shapesIn(pack: Pack, text: string): FoundShape[] {
  return pack.shapes
    .filter((shape) => shape.isOn)
    .flatMap((shape) => [...text.matchAll(patternOf(shape))].map((match) => ({ shape, value: match[0], at: match.index })))
    .filter(({ shape, value }) => standsCheck(shape, value))
}

/** The text with every number that must be masked reduced to its last digits: `XXXX XXXX 1234`. Spacing is kept. */
export function maskShapes(pack: Pack, text: string): string {
  let masked = text
  for (const { shape, value, at } of shapesIn(pack, text)) {
    if (shape.handling === 'mask')
      masked = masked.slice(0, at) + maskValue(value, shape.keepLast) + masked.slice(at + value.length)
  }
  return masked
}

function maskValue(value: string, keepLast: number): string {
  const signs = value.replace(/[^\p{L}\p{N}]/gu, '').length
  let seen = 0
  return value.replace(/[\p{L}\p{N}]/gu, (sign) => {
    seen += 1
    return seen > signs - keepLast ? sign : 'X'
  })
}

function standsCheck(shape: Shape, value: string): boolean {
  const digits = value.replace(/\D/g, '')
  if (shape.check === 'luhn') return isLuhn(digits)
  return shape.check === 'verhoeff' ? isVerhoeff(digits) : true
}

export function isLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

// The dihedral group of ten and the permutation of Verhoeff's check (1969).
const multiply = (a: number, b: number): number => {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5
  return b < 5 ? ((a - b + 10) % 5) + 5 : (a - b + 10) % 5
}
const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

export function isVerhoeff(digits: string): boolean {
  let check = 0
  for (let index = 0; index < digits.length; index += 1) {
    let digit = Number(digits[digits.length - 1 - index])
    for (let times = index % 8; times > 0; times -= 1) digit = permutation[digit]!
    check = multiply(check, digit)
  }
  return check === 0
}
