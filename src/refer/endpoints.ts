// What can be done between agencies.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { acknowledge } from './acknowledge.ts'
import { alertShape, listAlerts, seeAlerts } from './alerts.ts'
import { askedShape, listAsked } from './list-asked.ts'
import { listReferrals, referralShape } from './list-referrals.ts'
import { offer } from './offer.ts'
import { returnReferrals } from './return.ts'
import { withdraw } from './withdraw.ts'

const nothing = z.object({})
const refused = z.array(z.object({ reportId: z.string(), number: z.string().optional(), code: z.string() }))
const refusedReferrals = z.array(z.object({ referralId: z.string(), number: z.string().optional(), code: z.string() }))

export const endpoints = [
  endpoint('GET /api/referrals', {
    action: listReferrals,
    output: z.object({ items: z.array(referralShape), next: z.string().nullable() }),
    summary: 'Referrals in, out, overdue, returned, ended',
  }),
  endpoint('GET /api/referrals/asked', {
    action: listAsked,
    output: z.object({ items: z.array(askedShape), next: z.string().nullable() }),
    summary: 'Who asked about what a unit holds',
  }),
  endpoint('POST /api/referrals', {
    action: offer,
    output: z.object({
      offerId: z.string(),
      referrals: z.array(z.object({ reportId: z.string(), referralId: z.string() })),
      refused,
    }),
    summary: 'Offer reports to a unit',
  }),
  endpoint('POST /api/referrals/acknowledge', {
    action: acknowledge,
    output: z.object({ acknowledged: z.number(), refused: refusedReferrals }),
    summary: 'Take what was offered',
  }),
  endpoint('POST /api/referrals/return', {
    action: returnReferrals,
    output: z.object({ returned: z.number(), refused: refusedReferrals }),
    summary: 'Return with a reason',
  }),
  endpoint('POST /api/referrals/withdraw', {
    action: withdraw,
    output: z.object({ withdrawn: z.number(), refused: refusedReferrals }),
    summary: 'Withdraw an offer',
  }),
  endpoint('GET /api/alerts', {
    action: listAlerts,
    output: z.object({ items: z.array(alertShape), new: z.number(), hasMore: z.boolean() }),
    summary: 'What this unit must notice',
  }),
  endpoint('POST /api/alerts/seen', { action: seeAlerts, output: nothing, summary: 'Mark the alerts as seen' }),
]
