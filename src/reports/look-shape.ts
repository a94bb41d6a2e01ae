// The shape of a report's page as it leaves the server.
import { z } from 'zod'
import { namesShape, timeShape, unitShape } from '../model/named.ts'
import { partsShape } from './page-parts.ts'
import { rowShape, wordedShape } from './row.ts'

export const lookShape = z.object({
  report: rowShape.extend({
    incidentType: z.string().nullable(),
    sourceId: z.string(),
    referredAt: z.date().nullable(),
    acknowledgedAt: z.date().nullable(),
    registeredAt: z.date().nullable(),
    endedAt: z.date().nullable(),
    isRetracted: z.boolean(),
    due: z.number(),
    parkedReason: z.string().nullable(),
    seenBy: z.array(unitShape),
  }),
  sender: z.object({ name: z.string(), service: z.string().optional() }).nullable(),
  incident: z.object({ type: z.string().nullable(), time: timeShape.nullable(), platform: z.string().nullable() }).nullable(),
  ...partsShape,
  versions: z.array(
    z.object({
      version: z.number(),
      rendition: z.number(),
      format: z.string(),
      acceptedAt: z.date(),
      batchId: z.string(),
      issues: z.number(),
    }),
  ),
  difference: z
    .object({
      from: z.number(),
      to: z.number(),
      same: z.number(),
      changes: z.array(
        z.object({
          field: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
          kind: z.string(),
          isSealed: z.boolean(),
        }),
      ),
    })
    .nullable(),
  issues: z.array(
    z.object({
      code: z.string(),
      field: z.string(),
      found: z.string().optional(),
      expected: z.string().optional(),
      place: z.object({ line: z.number().optional(), column: z.number().optional(), path: z.string().optional() }).optional(),
    }),
  ),
  unread: z.array(z.object({ path: z.string(), length: z.number() })),
  score: z
    .object({
      points: z.number(),
      band: z.string(),
      reasons: z.array(wordedShape),
      ruleVersion: z.string(),
      elsewhere: z.number(),
      reranked: z.object({ priority: z.number(), reason: z.string(), by: z.string(), at: z.string() }).loose().nullable(),
      at: z.date(),
    })
    .nullable(),
  missing: z.array(wordedShape.extend({ code: z.string(), label: namesShape })),
  candidates: z.array(
    z.object({
      unit: unitShape.extend({ mayRegister: z.boolean() }),
      rank: z.number(),
      strength: z.string(),
      weight: z.number(),
      reasons: z.array(wordedShape),
    }),
  ),
  referrals: z.array(
    z.object({
      referralId: z.string(),
      from: unitShape,
      to: unitShape,
      state: z.string(),
      note: z.string(),
      reason: z.string().nullable(),
      outcome: z.string().nullable(),
      offeredBy: z.string(),
      offeredAt: z.date(),
      answerDueAt: z.date().nullable(),
      acknowledgedAt: z.date().nullable(),
      answeredBy: z.string().nullable(),
      endedAt: z.date().nullable(),
      may: z.record(z.string(), z.union([z.literal(true), z.string()])),
    }),
  ),
  notes: z.array(z.object({ noteId: z.string(), text: z.string(), by: z.string(), unit: unitShape, at: z.date() })),
  cases: z.array(z.object({ caseId: z.string(), number: z.string(), state: z.string() })),
  may: z.record(z.string(), z.union([z.literal(true), z.string()])),
})
