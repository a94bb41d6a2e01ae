// Random numbers that depend on nothing but their labels: 32-bit integer arithmetic only (xoshiro128**, seeded through a mixer), so that
// a seed gives the same bytes on every machine, locale and version of Node. No Math.random, no logarithms, no clock.

const GOLDEN = 0x9e3779b9

function mix(state: number): number {
  let z = state | 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return (z ^ (z >>> 16)) >>> 0
}

/** 32 bits out of any whole numbers, order included. */
export function mixed(labels: readonly number[]): number {
  let state = 0x2545f491
  for (const label of labels) {
    state = mix(state ^ (label >>> 0))
    state = mix((state + GOLDEN + Math.floor(label / 0x1_0000_0000)) | 0)
  }
  return state
}

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

export class Random {
  #a: number
  #b: number
  #c: number
  #d: number

  /** The same labels give the same stream; other labels an unrelated one. */
  constructor(...labels: number[]) {
    const from = mixed(labels)
    this.#a = mix(from + GOLDEN)
    this.#b = mix(from + 2 * GOLDEN)
    this.#c = mix(from + 3 * GOLDEN)
    this.#d = mix(from + 4 * GOLDEN) | 1
  }

  /** 0 … 2³² − 1 */
  next(): number {
    const result = Math.imul(rotated(Math.imul(this.#b, 5), 7), 9)
    const t = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= t
    this.#d = rotated(this.#d, 11)
    return result >>> 0
  }

  /** 0 … n − 1, n up to 2²¹ exactly even. */
  below(n: number): number {
    return Math.floor((this.next() * n) / 0x1_0000_0000)
  }

  /** from … to, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1)
  }

  /** True in so many of a thousand. */
  chance(perMille: number): boolean {
    return this.below(1000) < perMille
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(table: readonly (readonly [T, number])[]): T {
    let total = 0
    for (const [, weight] of table) total += weight
    let left = this.below(total)
    for (const [value, weight] of table) {
      left -= weight
      if (left < 0) return value
    }
    return table[0]![0]
  }

  #letters(alphabet: string, length: number): string {
    let text = ''
    for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)]
    return text
  }

  digits(length: number): string {
    return this.#letters('0123456789', length)
  }

  hex(length: number): string {
    let text = ''
    while (text.length < length) text += this.next().toString(16).padStart(8, '0')
    return text.slice(0, length)
  }

  token(length: number): string {
    return this.#letters('abcdefghjkmnpqrstuvwxyz23456789', length)
  }
}
