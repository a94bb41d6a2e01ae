// What can be done with reports: the Inbox, the page of one, search, sealed values, and how they end.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { historyShape, showHistory } from './history.ts'
import { countNew, listReports, listShape, seeView } from './list.ts'
import { lookAtReport, lookShape } from './look.ts'
import { reopen } from './reopen.ts'
import { reveal, revealShape } from './reveal.ts'
import { search, searchShape } from './search.ts'
import { settle } from './settle.ts'
import { share } from './share.ts'
import { listViews, removeView, saveView, viewShape } from './views.ts'

import { countWaiting, waitingShape } from './waiting.ts'

const nothing = z.object({})
const refused = z.array(z.object({ reportId: z.string(), number: z.string().optional(), code: z.string() }))

export const endpoints = [
  endpoint('GET /api/waiting', { action: countWaiting, output: waitingShape, summary: 'What waits for this person' }),
  endpoint('GET /api/reports', { action: listReports, output: listShape, summary: 'The Inbox: reports by filters' }),
  endpoint('GET /api/reports/new', {
    action: countNew,
    output: z.object({ n: z.number(), danger: z.number(), since: z.date().nullable() }),
    summary: 'How many are new in a view',
  }),
  endpoint('POST /api/reports/seen', {
    action: seeView,
    output: z.object({ seenAt: z.date(), before: z.date().nullable() }),
    summary: 'Mark a view as seen',
  }),
  endpoint('POST /api/reports/settle', {
    action: settle,
    output: z.object({ settled: z.number(), refused }),
    summary: 'Settle reports without a case',
  }),
  endpoint('POST /api/reports/share', {
    action: share,
    output: z.object({ shared: z.number() }),
    summary: 'Give a unit sight of reports',
  }),
  endpoint('GET /api/reports/{reportId}', { action: lookAtReport, output: lookShape, summary: 'The page of a report' }),
  endpoint('GET /api/reports/{reportId}/history', {
    action: showHistory,
    output: historyShape,
    summary: 'What happened to a report',
  }),
  endpoint('POST /api/reports/{reportId}/reveal', {
    action: reveal,
    output: revealShape,
    summary: 'Reveal sealed values for a minute',
  }),
  // What is searched may be a victim's contact: addresses are written into the logs of proxies, bodies are not.
  endpoint('POST /api/search', { action: search, output: searchShape, summary: 'Exact search by number or identifier' }),
  endpoint('POST /api/reports/{reportId}/reopen', {
    action: reopen,
    output: z.object({ state: z.string() }),
    summary: 'Reopen a settled report',
  }),
  endpoint('GET /api/views', { action: listViews, output: z.object({ items: z.array(viewShape) }), summary: 'Saved views' }),
  endpoint('POST /api/views', { action: saveView, output: z.object({ viewId: z.string() }), summary: 'Save a view' }),
  endpoint('POST /api/views/{viewId}/remove', { action: removeView, output: nothing, summary: 'Remove a saved view' }),
]
