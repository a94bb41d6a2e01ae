// Step 4 of a settlement: what was live and is no more makes a frame dirty, what is live joins frames and new reports.
// The frame of a value that ceases to be live is found through rep, one linked report that holds it, without listing its reports.
import { holdersOf, loadRows } from './link-rows.ts'
import { isLiveNow, type Value, type Work, wasLive } from './settle-work.ts'
import { UnionFind } from './union-find.ts'

/** Nodes are frames as they stand and new reports; components of it are the frames-to-be, unless a dirty one falls apart. */
export interface Joins {
  sets: UnionFind<string>
  frames: Set<string>
  /** Frames that must be recomputed from their rows. */
  dirty: Set<string>
  /** New reports that a verdict names: their component is recomputed too. */
  ruledReports: Set<string>
  /** Why, for the record: the first cause of each node. */
  causes: Map<string, Cause>
}

export interface Cause {
  because: 'report' | 'removal' | 'value' | 'verdict' | 'ruling'
  id: string
}

export const frameNode = (frameId: string): string => `f${frameId}`
export const reportNode = (reportId: string): string => `r${reportId}`

export async function joinFrames(work: Work): Promise<Joins> {
  const joins: Joins = { sets: new UnionFind(), frames: new Set(), dirty: new Set(), ruledReports: new Set(), causes: new Map() }
  const awakened = [...work.values.values()].filter((value) => isLiveNow(value) && !wasLive(value) && mustList(value, work))
  const holders = await holdersOf(
    work,
    awakened.map(({ id }) => id),
  )
  await loadRows(work, [...repsOf(work), ...membersOf(work)])
  for (const { reportId, frameId } of work.removed.values()) soil(joins, frameId, { because: 'removal', id: reportId })
  for (const value of work.values.values()) joinByValue(work, joins, { value, holders: holders.get(value.id) })
  for (const verdict of work.verdicts) joinByVerdict(work, joins, { verdict, isChanged: true })
  for (const verdict of work.arriving) joinByVerdict(work, joins, { verdict: { ...verdict, isInForce: true }, isChanged: false })
  return joins
}

/** Whether the holders of a value that comes alive cannot be known without listing them. */
function mustList({ before, removed, rep }: Value, { added, removed: gone }: Work): boolean {
  const stayed = before - removed
  return stayed > 1 || (stayed === 1 && (rep === null || added.has(rep) || gone.has(rep)))
}

function repsOf(work: Work): string[] {
  const needed = [...work.values.values()].filter((value) => wasLive(value) || isLiveNow(value))
  return needed.flatMap(({ rep }) => rep ?? [])
}

const membersOf = (work: Work): string[] => [...work.verdicts, ...work.arriving].flatMap(({ members }) => [...members])

/** Where a report stands: in its frame as it was, or as a new one. Undefined when it is not linked. */
function nodeOf(work: Work, joins: Joins, reportId: string): string | undefined {
  if (work.added.has(reportId)) return reportNode(reportId)
  const row = work.rows.get(reportId)
  if (!row) return undefined
  joins.frames.add(row.frameId)
  return frameNode(row.frameId)
}

function soil(joins: Joins, frameId: string, cause: Cause): void {
  joins.frames.add(frameId)
  joins.dirty.add(frameId)
  const node = frameNode(frameId)
  if (!joins.causes.has(node)) joins.causes.set(node, cause)
}

function joinByValue(work: Work, joins: Joins, { value, holders }: { value: Value; holders: string[] | undefined }): void {
  const frameOfRep = value.rep ? (work.removed.get(value.rep) ?? work.rows.get(value.rep))?.frameId : undefined
  if (!isLiveNow(value)) {
    if (wasLive(value) && frameOfRep) soil(joins, frameOfRep, causeOf(work, value))
    return
  }
  const nodes = (holders ?? value.added).map((reportId) => nodeOf(work, joins, reportId)!)
  if (!holders && frameOfRep) {
    joins.frames.add(frameOfRep)
    nodes.push(frameNode(frameOfRep))
  }
  for (const node of nodes) {
    joins.sets.join(nodes[0]!, node)
    if (!joins.causes.has(node) && nodes.length > 1) joins.causes.set(node, causeOf(work, value))
  }
  if (!wasLive(value)) value.rep = holders?.[0] ?? value.rep
}

function causeOf(work: Work, value: Value): Cause {
  if (work.rulings.has(value.id)) return { because: 'ruling', id: value.id }
  return value.added.length > 0 ? { because: 'report', id: value.added[0]! } : { because: 'value', id: value.id }
}

function joinByVerdict(
  work: Work,
  joins: Joins,
  { verdict, isChanged }: { verdict: Work['verdicts'][number]; isChanged: boolean },
): void {
  const nodes = verdict.members.flatMap((member) => nodeOf(work, joins, member) ?? [])
  for (const node of nodes) {
    if (verdict.kind === 'together' && verdict.isInForce) joins.sets.join(nodes[0]!, node)
    if (node.startsWith('r')) joins.ruledReports.add(node)
    else if (isChanged) soil(joins, node.slice(1), { because: 'verdict', id: verdict.verdictId })
  }
}
