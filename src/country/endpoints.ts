// What can be done about the packs of the site.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { confirmEntry, withdrawConfirmation } from './confirm-entry.ts'
import { entryShape, listEntries } from './list-entries.ts'
import { listPacks, packShape } from './list-packs.ts'

export const endpoints = [
  endpoint('GET /api/packs', {
    action: listPacks,
    output: z.object({ items: z.array(packShape) }),
    summary: 'The packs of the site',
  }),
  endpoint('GET /api/packs/{pack}/entries', {
    action: listEntries,
    output: z.object({
      items: z.array(entryShape),
      total: z.number(),
      next: z.string().nullable(),
      may: z.record(z.string(), z.union([z.literal(true), z.string()])),
    }),
    summary: 'Entries of one kind of a pack, with source, status and who confirmed them',
  }),
  endpoint('POST /api/packs/{pack}/entries/confirm', {
    action: confirmEntry,
    output: z.object({ confirmed: z.number() }),
    summary: 'Confirm entries as they stand',
  }),
  endpoint('POST /api/packs/{pack}/entries/withdraw', {
    action: withdrawConfirmation,
    output: z.object({ withdrawn: z.number() }),
    summary: 'Withdraw confirmations',
  }),
]
