// What people do with a report in the queue: rank, give, take, note.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { assign, listColleagues, take } from './assign.ts'
import { listBands } from './bands.ts'
import { writeNote } from './note.ts'
import { rerank } from './rerank.ts'

const refused = z.array(z.object({ reportId: z.string(), number: z.string().optional(), code: z.string() }))
const colleague = z.object({ personId: z.string(), name: z.string(), roles: z.array(z.string()) })

export const endpoints = [
  endpoint('POST /api/reports/rerank', {
    action: rerank,
    output: z.object({ reranked: z.number(), refused }),
    summary: 'Rank reports otherwise than the rules did, with a reason',
  }),
  endpoint('GET /api/bands', {
    action: listBands,
    output: z.object({ items: z.array(z.object({ band: z.string(), from: z.number() })) }),
    summary: 'From how many points on a report stands in which band',
  }),
  endpoint('POST /api/reports/assign', {
    action: assign,
    output: z.object({ assigned: z.number(), refused }),
    summary: 'Give reports to somebody of the unit, or take them off',
  }),
  endpoint('POST /api/reports/take', {
    action: take,
    output: z.object({ assigned: z.number(), refused }),
    summary: 'Take reports for oneself',
  }),
  endpoint('POST /api/reports/{reportId}/notes', {
    action: writeNote,
    output: z.object({ noteId: z.string() }),
    summary: 'Write a note on a report',
  }),
  endpoint('GET /api/unit/people', {
    action: listColleagues,
    output: z.object({ items: z.array(colleague) }),
    summary: 'To whom of the unit a report can be given',
  }),
]
