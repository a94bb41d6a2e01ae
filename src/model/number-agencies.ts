// Numbers along the tree, so that a subtree is a range. Each child takes a part of the widest gap that is still free below its parent, an
// eighth below the root and a 64th further down, so that there is always room for one more. A new child renumbers nothing.

export interface Range {
  no: number
  hi: number
}

interface Gap {
  from: number
  size: number
}

/** The gaps among the ranges taken below a parent; its own number is taken too. */
function gapsOf(parent: Range, taken: readonly Range[]): Gap[] {
  const gaps: Gap[] = []
  let free = parent.no + 1
  for (const sibling of [...taken].sort((a, b) => a.no - b.no)) {
    if (sibling.no > free) gaps.push({ from: free, size: sibling.no - free })
    free = Math.max(free, sibling.hi + 1)
  }
  if (parent.hi >= free) gaps.push({ from: free, size: parent.hi - free + 1 })
  return gaps
}

/** The range for one more child, or undefined where no number is left. `siblings` are the ranges taken below the parent already. */
export function numberForNewChild(parent: Range, siblings: readonly Range[], isBelowRoot = false): Range | undefined {
  const gap = gapsOf(parent, siblings).reduce<Gap | undefined>(
    (widest, one) => (widest === undefined || one.size >= widest.size ? one : widest),
    undefined,
  )
  if (gap === undefined) return undefined
  const width = Math.max(1, Math.floor(gap.size / (isBelowRoot ? 8 : 64)))
  return { no: gap.from, hi: gap.from + width - 1 }
}

interface Node {
  id: string
  parent?: string
}

/** Numbers for a whole tree in its order, parents before their children; what has a number already keeps it. */
export function numberAgencies(
  tree: readonly Node[],
  range: { from: number; to: number },
  kept: ReadonlyMap<string, Range> = new Map(),
): Map<string, Range> {
  const numbers = new Map<string, Range>()
  const below = new Map<string, Range[]>()
  const put = (agency: Node, given: Range): void => {
    numbers.set(agency.id, given)
    if (agency.parent === undefined) return
    const siblings = below.get(agency.parent)
    if (siblings === undefined) below.set(agency.parent, [given])
    else siblings.push(given)
  }
  for (const agency of tree) if (kept.has(agency.id)) put(agency, kept.get(agency.id)!)
  for (const agency of tree) if (!numbers.has(agency.id)) put(agency, numberOf(agency))
  return numbers

  function numberOf(agency: Node): Range {
    if (agency.parent === undefined) return { no: range.from, hi: range.to }
    const parent = numbers.get(agency.parent)
    if (parent === undefined) throw new Error(`agency '${agency.id}' stands before its parent '${agency.parent}'`)
    const given = numberForNewChild(parent, below.get(agency.parent) ?? [], parent.no === range.from)
    if (given === undefined) throw new Error(`no number is left below '${agency.parent}' for '${agency.id}'`)
    return given
  }
}
