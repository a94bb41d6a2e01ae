// What can be done with links: see them explained, ask where else, confirm, reject, undo, rule on a value.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { confirm } from './confirm.ts'
import { elsewhereShape, lookElsewhere } from './elsewhere.ts'
import { linksShape } from './links-shape.ts'
import { listLinks } from './list.ts'
import { linkValuesShape, listValues } from './list-values.ts'
import { reject } from './reject.ts'
import { ruleValue } from './rule-value.ts'
import { undo } from './undo.ts'

const kept = z.object({
  verdictId: z.string(),
  contradicts: z.array(
    z.object({
      verdictId: z.string(),
      kind: z.enum(['together', 'apart']),
      by: z.string(),
      at: z.date(),
      reason: z.string().nullable(),
    }),
  ),
})

export const endpoints = [
  endpoint('GET /api/reports/{reportId}/links', {
    action: listLinks,
    output: linksShape,
    summary: 'Linked reports, with reasons',
  }),
  endpoint('GET /api/reports/{reportId}/elsewhere', {
    action: lookElsewhere,
    output: elsewhereShape,
    summary: 'Where else the identifiers of a report were seen',
  }),
  endpoint('POST /api/links/confirm', { action: confirm, output: kept, summary: 'Hold reports together' }),
  endpoint('POST /api/links/reject', { action: reject, output: kept, summary: 'Hold reports apart' }),
  endpoint('POST /api/links/undo', { action: undo, output: z.object({ verdictId: z.string() }), summary: 'Take a verdict back' }),
  endpoint('POST /api/links/rule', {
    action: ruleValue,
    output: z.object({
      identifierId: z.string(),
      ruling: z.enum(['personal', 'shared', 'none']),
      contradicts: z.object({ by: z.string(), at: z.date(), ruling: z.string() }).nullable(),
    }),
    summary: 'Rule on a value: personal, shared, or none',
  }),
  endpoint('GET /api/link-values', { action: listValues, output: linkValuesShape, summary: 'Values that wait for a ruling' }),
]
