// Keys that an object gives twice. JSON's reader keeps the last and forgets the others in silence; here they are counted, and where more
// were written than were kept, the text is walked again to say which.
import type { JsonSpot } from './json-table.ts'

/** How many keys a value has, in all its objects. */
export function countKeys(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item)
    return count
  }
  for (const inner of Object.values(value)) count += 1 + countKeys(inner)
  return count
}

interface Open {
  spot: JsonSpot
  /** undefined in a list. */
  keys?: Set<string>
  isKeyNext: boolean
  index: number
  /** Where the next value stands. */
  next: JsonSpot
}

const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\],]/gs

/** Notes each key that stands again in its object; `text` is JSON. */
export function noteRepeatedKeys(text: string, root: JsonSpot): void {
  const open: Open[] = []
  for (const [token] of text.matchAll(TOKEN)) {
    const top = open.at(-1)
    if (token === '{' || token === '[') open.push(opened(token, top?.next ?? root))
    else if (token === '}' || token === ']') open.pop()
    else if (!top) continue
    else if (token === ',') follow(top)
    else if (top.isKeyNext) takeKey(top, JSON.parse(token))
  }
}

function opened(token: string, spot: JsonSpot): Open {
  const isObject = token === '{'
  return { spot, keys: isObject ? new Set() : undefined, isKeyNext: isObject, index: 0, next: isObject ? spot : spot.to(0) }
}

function follow(top: Open): void {
  if (top.keys) top.isKeyNext = true
  else top.next = top.spot.to(++top.index)
}

function takeKey(top: Open, key: string): void {
  top.isKeyNext = false
  top.next = top.spot.to(key)
  if (top.keys!.has(key)) top.next.reading.note('key-repeated', top.next)
  top.keys!.add(key)
}
