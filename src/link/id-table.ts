// Uuids to small numbers and back, millions of them: four words each in an open table, where a Map of strings would need ten times as much.
export class IdTable {
  #words = new Uint32Array(4 * 1024)
  #slots = new Int32Array(2048).fill(-1)
  size = 0

  /** The number of an id, given when it is new. */
  numberOf(id: string): number {
    if (this.size * 2 >= this.#slots.length) this.#grow()
    const words = wordsOf(id)
    const slot = this.#slotOf(words)
    const known = this.#slots[slot]!
    if (known >= 0) return known
    if (this.size * 4 >= this.#words.length) this.#words = lengthened(this.#words)
    this.#words.set(words, this.size * 4)
    this.#slots[slot] = this.size
    return this.size++
  }

  /** Undefined where the id is unknown. */
  find(id: string): number | undefined {
    const known = this.#slots[this.#slotOf(wordsOf(id))]!
    return known < 0 ? undefined : known
  }

  idOf(number: number): string {
    const hex = [0, 1, 2, 3].map((word) => this.#words[number * 4 + word]!.toString(16).padStart(8, '0')).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  // The ids are hashes, or begin with a time: mixing all four words serves both.
  #slotOf(words: Uint32Array): number {
    const mask = this.#slots.length - 1
    let mixed = words[0]! ^ words[1]! ^ Math.imul(words[2]!, 0x9e3779b1) ^ Math.imul(words[3]!, 0x85ebca6b)
    mixed ^= mixed >>> 15
    for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]!
      if (known < 0 || this.#isAt(known, words)) return slot
    }
  }

  #isAt(number: number, words: Uint32Array): boolean {
    const at = number * 4
    const held = this.#words
    return held[at] === words[0] && held[at + 1] === words[1] && held[at + 2] === words[2] && held[at + 3] === words[3]
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1)
    for (let number = 0; number < this.size; number++) {
      this.#slots[this.#slotOf(this.#words.subarray(number * 4, number * 4 + 4))] = number
    }
  }
}

function lengthened(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(words.length * 2)
  longer.set(words)
  return longer
}

const reused = new Uint32Array(4)

/** The words of a uuid; valid until the next call. */
function wordsOf(id: string): Uint32Array {
  reused[0] = Number.parseInt(id.slice(0, 8), 16)
  reused[1] = Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16)
  reused[2] = Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16)
  reused[3] = Number.parseInt(id.slice(28), 16)
  return reused
}
