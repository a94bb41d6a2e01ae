// Step 5 of a settlement: components of frames and new reports. A plain one takes the id of its oldest report; one that holds a dirty
// or ruled frame is loaded whole, and its frames and clusters are recomputed by the pure functions.
import { clusterFrame, type Dated, type LiveValue, older, oldestOfEach, type Verdict } from './cluster-frame.ts'
import { rowsOfFrames, verdictsOn } from './link-rows.ts'
import { isLiveState } from './parameters.ts'
import { type Cause, frameNode, type Joins, reportNode } from './settle-join.ts'
import type { Component, Placed } from './settle-placed.ts'
import { tell } from './settle-tell.ts'
import { limitsOf, readValues } from './settle-values.ts'
import { hasLostRep, isLiveNow, type LinkRow, type Work } from './settle-work.ts'
import { UnionFind } from './union-find.ts'

export async function placeReports(work: Work, joins: Joins): Promise<Placed> {
  const placed: Placed = { fresh: [], changed: [], renamed: [], events: [], split: new Set() }
  const components = componentsOf(work, joins)
  const frameRows = new Map<string, LinkRow>()
  for (const row of work.rows.values()) frameRows.set(row.frameId, row)
  const isPlain = ({ frames, reports }: Component) =>
    !frames.some((id) => joins.dirty.has(id) || frameRows.get(id)!.isRuled) &&
    !reports.some((id) => joins.ruledReports.has(reportNode(id)))
  const plain = components.filter(isPlain)
  for (const component of plain) placePlain(work, placed, { component, frameRows })
  const others = components.filter((component) => !isPlain(component))
  if (others.length > 0) await recompute(work, placed, others)
  return placed
}

function componentsOf(work: Work, joins: Joins): Component[] {
  const components = new Map<number, Component>()
  const at = (node: string): Component => {
    const root = joins.sets.root(node)
    if (!components.has(root)) components.set(root, { frames: [], reports: [], cause: { because: 'report', id: '' } })
    const component = components.get(root)!
    const cause = joins.causes.get(node)
    if (cause && (component.cause.id === '' || rank[cause.because] > rank[component.cause.because])) component.cause = cause
    return component
  }
  for (const frameId of joins.frames) at(frameNode(frameId)).frames.push(frameId)
  for (const reportId of work.added.keys()) at(reportNode(reportId)).reports.push(reportId)
  return [...components.values()]
}

const rank: Record<Cause['because'], number> = { report: 0, value: 1, removal: 2, ruling: 3, verdict: 4 }

function placePlain(
  work: Work,
  placed: Placed,
  { component, frameRows }: { component: Component; frameRows: Map<string, LinkRow> },
): void {
  const { frames, reports, cause } = component
  const heads: Dated[] = frames.map((id) => ({ reportId: id, at: frameRows.get(id)!.frameAt }))
  const oldest = [...heads, ...reports.map((id) => work.added.get(id)!)].reduce((a, b) => (older(a, b) <= 0 ? a : b))
  const head = { frameId: oldest.reportId, frameAt: oldest.at, clusterId: oldest.reportId, isRuled: false }
  for (const id of reports) placed.fresh.push({ ...freshRow(work, id), ...head })
  for (const old of frames) if (old !== head.frameId) placed.renamed.push({ old, id: head.frameId, at: head.frameAt, cause })
}

function freshRow(work: Work, reportId: string): LinkRow {
  const { at, keys } = work.added.get(reportId)!
  return { reportId, at, frameId: reportId, frameAt: at, clusterId: reportId, isRuled: false, keys: keys.map(({ id }) => id) }
}

async function recompute(work: Work, placed: Placed, components: readonly Component[]): Promise<void> {
  const frames = components.flatMap((component) => component.frames)
  const was = new Map((await rowsOfFrames(work.tx.sql, frames)).map((row) => [row.reportId, row]))
  const staying = [...was.values()].filter(({ reportId }) => !work.removed.has(reportId))
  const rows = [...staying, ...components.flatMap(({ reports }) => reports).map((reportId) => freshRow(work, reportId))]
  const values = await liveValuesOf(work, rows)
  const isRuled = work.verdicts.length > 0 || work.arriving.length > 0 || [...was.values()].some((row) => row.isRuled)
  const verdicts = isRuled
    ? await verdictsOn(
        work.tx.sql,
        rows.map(({ reportId }) => reportId),
      )
    : []
  const placedRows = framed(rows, values, verdicts)
  for (const row of placedRows) {
    const before = work.added.has(row.reportId) ? undefined : was.get(row.reportId)
    if (!before) placed.fresh.push(row)
    else if (isOther(before, row)) placed.changed.push(row)
  }
  renewReps(work, placedRows)
  tell(work, placed, { was, rows: placedRows, components })
}

/** The date of a frame stands with each of its members: any of them is asked for it. */
const isOther = (a: LinkRow, b: LinkRow) =>
  a.frameId !== b.frameId || a.frameAt !== b.frameAt || a.clusterId !== b.clusterId || a.isRuled !== b.isRuled

/** Values that are live now, with their reports among these rows, which are all they have. */
async function liveValuesOf(work: Work, rows: readonly LinkRow[]): Promise<LiveValue[]> {
  const reports = new Map<string, LinkRow[]>()
  for (const row of rows) for (const id of row.keys) reports.get(id)?.push(row) ?? reports.set(id, [row])
  for (const [id, held] of reports) if (held.length < 2) reports.delete(id)
  const bits = new Map<string, number>()
  for (const id of reports.keys()) {
    const value = work.values.get(id)
    if (value && isLiveNow(value)) bits.set(id, limitsOf(value.kind, work.parameters).b)
  }
  const unknown = [...reports.keys()].filter((id) => !work.values.has(id))
  for (const { identifier_id: id, kind, state } of await readValues(work, unknown)) {
    if (isLiveState(state)) bits.set(id, limitsOf(kind, work.parameters).b)
  }
  return [...bits].map(([id, b]) => ({ id, b, reports: reports.get(id)! }))
}

/** The same rows with frame, cluster and mark. */
export function framed(rows: readonly LinkRow[], values: readonly LiveValue[], verdicts: readonly Verdict[]): LinkRow[] {
  const sets = new UnionFind<string>()
  for (const { reports } of values) for (const { reportId } of reports) sets.join(reports[0]!.reportId, reportId)
  const known = new Map(rows.map((row) => [row.reportId, row]))
  for (const { kind, members } of verdicts) {
    const linked = kind === 'together' ? members.filter((member) => known.has(member)) : []
    for (const member of linked) sets.join(linked[0]!, member)
  }
  const frameOf = oldestOfEach(rows, (reportId) => sets.root(reportId))
  const named = verdicts.flatMap(({ members }) => members.filter((member) => known.has(member)))
  const ruled = new Set(named.map((member) => frameOf.get(member)!))
  const isInRuled = ({ reportId }: Dated) => ruled.has(frameOf.get(reportId)!)
  const clusterOf = clusterFrame(
    rows.filter(isInRuled),
    values.filter(({ reports }) => isInRuled(reports[0]!)),
    verdicts,
  )
  return rows.map((row) => {
    const frameId = frameOf.get(row.reportId)!
    const isRuled = ruled.has(frameId)
    const clusterId = isRuled ? clusterOf.get(row.reportId)! : frameId
    return { ...row, frameId, frameAt: known.get(frameId)!.at, clusterId, isRuled }
  })
}

/** A value whose rep went away gets another, so that rep is always a linked report that holds it, or unknown. */
function renewReps(work: Work, rows: readonly LinkRow[]): void {
  for (const { reportId, keys } of rows) {
    for (const id of keys) {
      const value = work.values.get(id)
      if (value && (value.rep === null || hasLostRep(work, value))) value.rep = reportId
    }
  }
}

export const isGone = (work: Work, reportId: string): boolean => work.removed.has(reportId) && !work.added.has(reportId)
