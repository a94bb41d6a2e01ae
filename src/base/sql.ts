// The tagged template of our SQL: values become numbered parameters and never text; only a `fragment` is spliced in, with its own
// parameters renumbered. Pure: it composes, database.ts executes.

/** A piece of SQL that carries its own parameters; only `fragment`, `identifier` and `joined` make one. */
export class Fragment {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }
}

export function fragment(strings: TemplateStringsArray, ...values: unknown[]): Fragment {
  return new Fragment(strings, values)
}

export const nothing: Fragment = new Fragment([''], [])

/** A quoted name: for names that are data (a table in a list of ours), never for what a person typed. */
export function identifier(name: string): Fragment {
  return new Fragment([quoteName(name)], [])
}

export function joined(parts: readonly Fragment[], separator: string): Fragment {
  const strings = parts.map((_, at) => (at === 0 ? '' : separator))
  return new Fragment([...strings, ''], parts)
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Bare where that is the same name, so that a name may also stand within a text (has_table_privilege('tipbridge_app', …)). */
export function quoteIfNeeded(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteName(name)
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** For json and jsonb columns: the driver would turn a bare array into a PostgreSQL array. */
export function json(value: unknown): string {
  return JSON.stringify(value)
}

export interface Composed {
  text: string
  params: unknown[]
}

export function compose(strings: readonly string[], values: readonly unknown[]): Composed {
  const composed: Composed = { text: '', params: [] }
  append(composed, strings, values)
  return composed
}

function append(into: Composed, strings: readonly string[], values: readonly unknown[]): void {
  for (let at = 0; at < strings.length; at++) {
    into.text += strings[at]
    if (at >= values.length) continue
    const value = values[at]
    if (value instanceof Fragment) append(into, value.strings, value.values)
    else into.text += `$${into.params.push(parameter(value))}`
  }
}

/** Times leave as ISO text in UTC, so that the zone of this process never matters. */
export function parameter(value: unknown): unknown {
  if (value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(parameter)
  return value
}

const SETTING_NAME = /^[a-z_]+(\.[a-z_]+)?$/

/**
 * Begins a transaction with its settings in one round trip. A `do` block, since several bare `set local` in one string, and
 * `set_config`, do not reach the workers of a distributed engine. Names and values are checked here, because they are text.
 */
export function beginWith(settings: Record<string, string | number> | null): string {
  const entries = Object.entries(settings ?? {})
  if (entries.length === 0) return 'begin'
  return `begin; do $settings$begin ${entries.map(([name, value]) => setLocal(name, value)).join(' ')} end$settings$`
}

function setLocal(name: string, value: string | number): string {
  if (!SETTING_NAME.test(name)) throw new Error(`Not the name of a setting: ${JSON.stringify(name)}`)
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`Setting ${name} must be a whole number`)
  const text = String(value)
  if (/[$\\\0]/.test(text)) throw new Error(`Setting ${name} holds a character that is not allowed there`)
  return `set local ${name} = ${quoteText(text)};`
}

/** Arrays travel as literals: the driver's own way of writing them costs more than the statement. Uuids and numbers only. */
export const literal = (values: Iterable<string | number | null>): string =>
  `{${[...values].map((value) => value ?? 'null').join(',')}}`

/** The same, many, as what a column is compared with: `= any(${uuids(ids)})`. Of an array that it sees the planner weighs every element,
 * which takes longer than the look-up; joined with a list, a table that has just grown is read whole. */
export const uuids = (ids: Iterable<string>): Fragment => fragment`array(select unnest(${literal(ids)}::uuid[]))`
