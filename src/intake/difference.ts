// The visible difference between two versions, field by field. A sealed value is never shown: only that it came, went or changed.
import { canCarry, type Fact, type Said } from './facts.ts'

export interface Change {
  field: string
  /** null: not there. Sealed values as `sealed`. */
  before: string | null
  after: string | null
  kind: 'added' | 'removed' | 'changed'
  isSealed: boolean
}

export interface Difference {
  changes: Change[]
  /** Fields that are the same. */
  same: number
}

export function difference(before: Said, after: Said): Difference {
  // One format says of everything whether it changed.
  const isOneFormat = before.carries === after.carries
  const relevant = (said: Said) =>
    said.facts.filter((fact) => isOneFormat || (canCarry(before.carries, fact.group) && canCarry(after.carries, fact.group)))
  const old = byField(relevant(before))
  const now = byField(relevant(after))
  const fields = [...new Set([...old.keys(), ...now.keys()])].sort()
  const changes: Change[] = []
  let same = 0
  for (const field of fields) {
    const change = changeOf(field, old.get(field) ?? [], now.get(field) ?? [])
    if (change) changes.push(change)
    else same++
  }
  return { changes, same }
}

/** A field may be said several times (IP events of one person): what both have is left out. */
function changeOf(field: string, old: Fact[], now: Fact[]): Change | undefined {
  const gone = without(old, now)
  const come = without(now, old)
  if (gone.length === 0 && come.length === 0) return undefined
  const isSealed = [...gone, ...come].some((fact) => fact.isSealed)
  const said = (facts: Fact[]) => (facts.length === 0 ? null : isSealed ? 'sealed' : facts.map((fact) => fact.value).join(', '))
  const kind = gone.length === 0 ? 'added' : come.length === 0 ? 'removed' : 'changed'
  return { field, before: said(gone), after: said(come), kind, isSealed }
}

function without(facts: Fact[], others: Fact[]): Fact[] {
  const left = others.map((fact) => fact.value)
  return facts.filter((fact) => {
    const at = left.indexOf(fact.value)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function byField(facts: readonly Fact[]): Map<string, Fact[]> {
  const fields = new Map<string, Fact[]>()
  for (const fact of facts) {
    const known = fields.get(fact.field)
    if (known) known.push(fact)
    else fields.set(fact.field, [fact])
  }
  return fields
}
