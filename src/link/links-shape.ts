// The shape of a report's links as they leave the server, and the wording of their reasons for one reader.
import { z } from 'zod'
import { packOf } from '../country/packs-of.ts'
import { wordReason } from '../country/wording.ts'
import { unitShape } from '../model/named.ts'
import type { Doing } from '../work/action.ts'
import type { PairReason } from './pair.ts'
import type { Written } from './value-facts.ts'

export const unitCount = z.object({ unit: unitShape, n: z.number() })

export const shownReport = z.object({
  reportId: z.string(),
  number: z.string(),
  sender: z.object({ id: z.string(), name: z.string() }),
  receivedAt: z.date(),
  incidentAt: z.date().nullable(),
  state: z.string(),
  band: z.string().nullable(),
  caseId: z.string().nullable(),
  caseNumber: z.string().nullable(),
  holder: unitShape,
})

const reason = z.object({
  rule: z.string(),
  kind: z.enum(['claim', 'fact', 'decision']),
  /** Bits. */
  weight: z.number(),
  because: z.string(),
  evidence: z.array(z.string()),
  /** As written in the report that is looked at. */
  value: z.string().nullable(),
  at: z.string().nullable(),
  roleHere: z.string().nullable(),
  roleThere: z.string().nullable(),
  reports: z.number().nullable(),
})
export type LinkReason = z.output<typeof reason>

const step = z.object({
  /** Null where the report is not shown to the reader: then its unit is named. */
  report: z.object({ reportId: z.string(), number: z.string() }).nullable(),
  unit: unitShape.nullable(),
  because: z.string().nullable(),
  weight: z.number().nullable(),
})

const decision = z.object({
  verdictId: z.string(),
  kind: z.enum(['together', 'apart']),
  by: z.string(),
  at: z.date(),
  reason: z.string().nullable(),
  isWaiting: z.boolean(),
  members: z.array(z.object({ reportId: z.string(), number: z.string(), side: z.number() })),
  hidden: z.number(),
  contradicts: z.array(z.string()),
  may: z.record(z.string(), z.union([z.literal(true), z.string()])),
})

const linked = z.object({
  report: shownReport,
  /** Bits. */
  sum: z.number(),
  reasons: z.array(reason),
  /** How it hangs together with the report that is looked at, where they share no value that joins. */
  path: z.array(step).nullable(),
})

export const linksShape = z.object({
  /** The id of its oldest report, so null to a reader who does not see that one: from an id its number could be guessed. */
  clusterId: z.string().nullable(),
  /** All reports of the cluster, this one and those that are not shown included. */
  members: z.number(),
  linked: z.array(linked),
  /** Shown to this reader, but not listed here. */
  more: z.number(),
  hidden: z.array(unitCount),
  suggestions: z.array(linked.omit({ path: true }).extend({ refusedBy: z.string().nullable() })),
  hiddenSuggestions: z.array(unitCount),
  verdicts: z.array(decision),
  values: z.array(
    z.object({
      identifierId: z.string(),
      kind: z.string(),
      value: z.string(),
      reports: z.number(),
      groups: z.number(),
      standing: z.enum(['joins', 'vouched', 'not-vouched', 'hub', 'personal', 'shared']),
      ruledBy: z.string().nullable(),
    }),
  ),
  may: z.record(z.string(), z.union([z.literal(true), z.string()])),
})
export type Links = z.output<typeof linksShape>

export const standings = { 0: 'joins', 2: 'vouched', 3: 'not-vouched', 4: 'hub', 5: 'personal', 6: 'shared' } as const

export function wordedReason({ world, actor }: Doing, given: PairReason, written: ReadonlyMap<string, Written>): LinkReason {
  const { rule, kind, weight, valueId, roleHere, roleThere, reports } = given
  const open = valueId === null ? undefined : written.get(valueId)
  return {
    rule,
    kind,
    weight,
    because: wordReason(packOf(world, actor.unit.pack), given, actor.language),
    evidence: open ? [`sighting:${open.index}`] : [],
    value: open?.value ?? null,
    at: open?.at ?? null,
    roleHere,
    roleThere,
    reports,
  }
}
