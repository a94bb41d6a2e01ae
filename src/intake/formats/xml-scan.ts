// The tokens of XML on bytes: only as much as is needed to know where an element ends that markup inside comments, CDATA and quotes
// cannot fake. Whether the markup is right is asked of the parser, record by record.

export type Token = 'text' | 'open' | 'empty' | 'close' | 'comment' | 'cdata' | 'instruction' | 'declaration' | 'bad' | 'more'

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f
const DASH = 0x2d
const BRACKET = 0x5d
const QUOTE = 0x22
const APOSTROPHE = 0x27
const COLON = 0x3a

export class XmlScanner {
  /** Index after the token; for `bad` the index of what is wrong. */
  to = 0
  /** Local name of a tag. */
  nameFrom = 0
  nameTo = 0
  /** For `text`: whether it is only white space. */
  isBlank = true
  /** For `text` that is not: index of the first character that is no white space. */
  inkFrom = 0
  /** For `more`: whether what is unfinished is a comment, CDATA or an instruction, which can swallow any markup. */
  isSwallowing = false

  /** The token at `at`; `more` when it is not complete within `units`. */
  scan(units: Buffer, at: number): Token {
    this.isSwallowing = false
    if (at >= units.length) return 'more'
    if (units[at] !== LT) return this.#text(units, at)
    const next = units[at + 1]
    if (next === undefined) return 'more'
    if (next === SLASH) return this.#tag(units, at + 2, 'close')
    if (next === BANG) return this.#bang(units, at)
    if (next === QUESTION) return this.#until(units, at + 2, 'instruction')
    return this.#tag(units, at + 1, 'open')
  }

  is(units: Buffer, name: Buffer): boolean {
    if (this.nameTo - this.nameFrom !== name.length) return false
    for (let at = 0; at < name.length; at++) if (units[this.nameFrom + at] !== name[at]) return false
    return true
  }

  #text(units: Buffer, from: number): Token {
    let at = from
    let isBlank = true
    for (; at < units.length; at++) {
      const byte = units[at]!
      if (byte === LT) break
      if (byte <= 0x20 || !isBlank) continue
      isBlank = false
      this.inkFrom = at
    }
    this.isBlank = isBlank
    this.to = at
    return 'text'
  }

  #tag(units: Buffer, from: number, token: 'open' | 'close'): Token {
    let at = this.#name(units, from)
    let quote = 0
    for (; at < units.length; at++) {
      const byte = units[at]!
      if (byte === LT) {
        this.to = at
        return 'bad'
      }
      if (quote !== 0) {
        if (byte === quote) quote = 0
      } else if (byte === GT) {
        this.to = at + 1
        return token === 'open' && units[at - 1] === SLASH ? 'empty' : token
      } else if (byte === QUOTE || byte === APOSTROPHE) quote = byte
    }
    return 'more'
  }

  #name(units: Buffer, from: number): number {
    let at = from
    this.nameFrom = from
    for (; at < units.length; at++) {
      const byte = units[at]!
      if (byte <= 0x20 || byte === SLASH || byte === GT || byte === LT) break
      if (byte === COLON) this.nameFrom = at + 1
    }
    this.nameTo = at
    return at
  }

  #bang(units: Buffer, at: number): Token {
    const third = units[at + 2]
    if (third === undefined) return 'more'
    if (third === DASH) {
      const fourth = units[at + 3]
      if (fourth === undefined) return 'more'
      return fourth === DASH ? this.#until(units, at + 4, 'comment') : 'declaration'
    }
    if (third !== 0x5b) return 'declaration'
    if (units.length < at + 9) return 'more'
    return units.toString('latin1', at, at + 9) === '<![CDATA[' ? this.#until(units, at + 9, 'cdata') : 'declaration'
  }

  /** To `?>`, `-->` or `]]>`. */
  #until(units: Buffer, from: number, token: 'comment' | 'cdata' | 'instruction'): Token {
    const mark = token === 'comment' ? DASH : token === 'cdata' ? BRACKET : QUESTION
    const back = token === 'instruction' ? 1 : 2
    let at = units.indexOf(GT, from + back)
    while (at >= 0) {
      if (units[at - 1] === mark && (back === 1 || units[at - 2] === mark)) {
        this.to = at + 1
        return token
      }
      at = units.indexOf(GT, at + 1)
    }
    this.isSwallowing = true
    return 'more'
  }
}
