// The content of one record while a parser fills it: what is odd becomes an issue with its place, what is not understood is kept as
// unread. Strings are made safe here, once: characters that hide or reorder text are written out, and no string grows without bound
// (the original keeps all).
import { firstOf, ODD, writtenOut } from '../base/text.ts'
import { emptyContent, wholeSighting } from '../model/empty-report.ts'
import type { Content, Issue, Place, Sighting, Time } from '../model/report.ts'
import { masked, shown, shownNumber } from './mask.ts'
import { normalForm } from './normal-forms.ts'
import { readTime } from './time.ts'

/** Where a value stands in its document: an element, an attribute, a member. */
export interface Spot {
  name: string
  place(): Place
}

type Facts = Pick<Issue, 'found' | 'expected'>

const MOST_ISSUES = 100
const TIME_SHAPE = 'YYYY-MM-DDThh:mm:ss±hh:mm'
const LONGEST_TEXT = 16_384
const IS_ODD = new RegExp(ODD.source, 'u')
/** Only a record that shows one of these can give a string an odd character: what was decoded holds no half of one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const MAY_BE_ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff]|&#|\\u/

export class Reading {
  readonly content: Content<string>
  readonly entry: number
  /** Numbers of the report that parts of the document name. */
  readonly numbers: { number: string; spot: Spot }[] = []
  /** Where each sighting of the content stood. */
  readonly #spots: Spot[] = []
  readonly #mayBeOdd: boolean
  #overflow = 0

  constructor(format: Content['format'], entry: number, source: string) {
    this.content = emptyContent(format)
    this.entry = entry
    this.#mayBeOdd = MAY_BE_ODD.test(source)
  }

  note(code: string, spot: Spot, facts: Facts = {}): void {
    const { issues } = this.content
    if (issues.length < MOST_ISSUES) issues.push({ code, field: spot.name, ...facts, place: spot.place() })
    else this.#overflow++
  }

  /** Keeps what has no place in the normal form. */
  keep(spot: Spot, text: string): void {
    const path = spot.place().path ?? spot.name
    this.content.unread.push({ path, text: this.text(text, spot) })
  }

  /** An oddity whose value is kept all the same. */
  odd(code: string, spot: Spot, text: string): void {
    this.note(code, spot, { found: shown(text) })
    if (text !== '') this.keep(spot, text)
  }

  /** A string as it may be stored and shown. */
  text(raw: string, spot: Spot): string {
    let text = raw
    if (this.#mayBeOdd && IS_ODD.test(text)) {
      this.note('characters-written-out', spot)
      text = text.replace(ODD, writtenOut)
    }
    if (text.length <= LONGEST_TEXT) return text
    this.note('text-cut', spot, { found: String(raw.length), expected: String(LONGEST_TEXT) })
    return firstOf(text, LONGEST_TEXT)
  }

  time(raw: string, spot: Spot): Time {
    const { time, fault } = readTime(raw)
    if (time.at === null && raw.trim() !== '') this.keep(spot, raw)
    if (fault) this.note(fault, spot, { found: shown(raw), expected: fault === 'time-without-zone' ? undefined : TIME_SHAPE })
    return time
  }

  boolean(raw: string, spot: Spot): boolean | undefined {
    const text = raw.trim().toLowerCase()
    if (text === 'true' || text === '1' || text === 'yes') return true
    if (text === 'false' || text === '0' || text === 'no') return false
    this.odd('not-yes-or-no', spot, raw)
    return undefined
  }

  /** A whole number within bounds. */
  number(raw: string, spot: Spot, [least, most]: readonly [number, number]): number | undefined {
    const text = raw.trim()
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (number >= least && number <= most) return number
    this.note('out-of-range', spot, { found: shownNumber(text), expected: `${least}–${most}` })
    if (text !== '') this.keep(spot, raw)
    return undefined
  }

  /** One of a list, compared without case; anything else is kept as unread. */
  oneOf(raw: string, spot: Spot, allowed: ReadonlyMap<string, string>): string | undefined {
    const known = allowed.get(raw.trim().toLowerCase())
    if (known === undefined) this.odd('value-unknown', spot, raw)
    return known
  }

  /** A sighting; an empty value is none. */
  saw(sighting: Sighting<string>, spot: Spot): void {
    if (sighting.value === '') return
    this.content.sightings.push(wholeSighting(sighting))
    this.#spots.push(spot)
  }

  /** Gives each sighting its normal form, now that its service is known; without one it is only shown. */
  #normalise(): void {
    const { sightings } = this.content
    for (const [at, sighting] of sightings.entries()) {
      const { kind, value, service, type, person } = sighting
      const { normal, fault } = normalForm(kind, withoutExtension(value), { service: kind === 'device' ? type : service })
      if (normal !== undefined) sighting.normal = normal
      else
        this.note(fault, this.#spots[at]!, {
          found: kind === 'ip' && person === undefined && isNumeric(value) ? value : masked(value),
        })
    }
  }

  finish(): Content<string> {
    this.#normalise()
    const { issues } = this.content
    if (this.#overflow > 0) issues.push({ code: 'more-issues', field: '', found: String(this.#overflow) })
    return this.content
  }
}

function withoutExtension(value: string): string {
  const at = value.indexOf(' ext. ')
  return at < 0 ? value : value.slice(0, at)
}

/** An address of digits and dots that is out of range shows nothing but that; whose person is sealed, is known only later. */
const isNumeric = (value: string): boolean => /^[\d.]{1,24}$/.test(value) && !/\d{4}/.test(value)
