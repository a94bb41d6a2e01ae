// How an object is read: a table of its members. What is not in the table is kept as unread with an issue. Any member may be null or
// missing, and any list may stand alone, in a wrapper of its own name, or as a single thing.
import type { Place } from '../../model/report.ts'
import { isKnownName, knowNames } from '../excerpt.ts'
import { masked } from '../mask.ts'
import type { Reading, Spot } from '../reading.ts'

/** A place in a JSON document. */
export class JsonSpot implements Spot {
  readonly reading: Reading
  readonly name: string
  readonly #parent: JsonSpot | undefined

  constructor(reading: Reading, name: string, parent?: JsonSpot) {
    this.reading = reading
    this.name = isKnownName(name) || /^\d+$/.test(name) ? name : shownKey(name)
    this.#parent = parent
  }

  to(name: string | number): JsonSpot {
    return new JsonSpot(this.reading, String(name), this)
  }

  /** JSON pointer, RFC 6901. */
  get path(): string {
    return this.#parent ? `${this.#parent.path}/${this.name.replaceAll('~', '~0').replaceAll('/', '~1')}` : ''
  }

  place(): Place {
    return { path: this.path, entry: this.reading.entry }
  }
}

/** A key that could be a value is shown by its structure. */
const shownKey = (key: string): string => (/^[A-Za-z_][A-Za-z_]{0,40}$/.test(key) ? key : masked(key))

export type TakeMember<T> = (value: unknown, target: T, at: JsonSpot) => void

/** A member that is text: `set` gets it trimmed and safe, never empty. */
export const member =
  <T>(set: (text: string, target: T, at: JsonSpot) => void): TakeMember<T> =>
  (value, target, at) => {
    const text = stringOf(value, at)
    if (text !== '') set(text, target, at)
  }

export class JsonTable<T> {
  readonly #rules: Map<string, TakeMember<T>>

  constructor(rules: Record<string, TakeMember<T>>) {
    this.#rules = new Map(Object.entries(rules))
    knowNames(this.#rules.keys())
  }

  read(value: unknown, target: T, at: JsonSpot): void {
    if (value === null || value === undefined) return
    if (typeof value !== 'object' || Array.isArray(value)) {
      unexpected(value, at)
      return
    }
    for (const [key, inner] of Object.entries(value)) {
      if (inner === null) continue
      const take = this.#rules.get(key)
      if (take) take(inner, target, at.to(key))
      else keepMember(inner, at, key)
    }
  }
}

/** A key that is shown by its structure only is kept with its value. */
function keepMember(value: unknown, owner: JsonSpot, key: string): void {
  const at = owner.to(key)
  at.reading.note('member-unknown', at)
  at.reading.keep(at, written(at.name === key ? value : { [key]: value }))
}

export function unexpected(value: unknown, at: JsonSpot): void {
  at.reading.note('structure-unexpected', at)
  at.reading.keep(at, written(value))
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Text of a string, number, yes or no, or of an object that only wraps one as `value`. */
export function stringOf(value: unknown, at: JsonSpot): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return at.reading.text(value.trim(), at)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value)) {
    const keys = Object.keys(value)
    if (keys.length === 0) return ''
    if (keys.length === 1 && keys[0] === 'value') return stringOf((value as { value: unknown }).value, at.to('value'))
  }
  unexpected(value, at)
  return ''
}

/** Yes or no, as such or in words. */
export function booleanOf(value: unknown, at: JsonSpot): boolean | undefined {
  const text = stringOf(value, at)
  return text === '' ? undefined : at.reading.boolean(text, at)
}

/** The things of a list: `[…]`, `{ emails: […] }` under the name `emails`, or one thing alone. */
export function listOf(value: unknown, at: JsonSpot, name: string = at.name): { item: unknown; at: JsonSpot }[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (item === null ? [] : [{ item, at: at.to(index) }]))
  }
  if (typeof value === 'object' && Object.hasOwn(value, name)) {
    for (const [key, inner] of Object.entries(value)) if (key !== name && inner !== null) keepMember(inner, at, key)
    return listOf((value as Record<string, unknown>)[name], at.to(name), name)
  }
  return typeof value === 'object' && Object.keys(value).length === 0 ? [] : [{ item: value, at }]
}
