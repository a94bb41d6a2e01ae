// What can be asked about intake. The two doors through which bytes come in are api/uploads.ts: they stream.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { batchShape, listBatches, lookAtBatch, receiptShape } from './batches.ts'
import { listQuarantine, retry, setAside } from './quarantine.ts'

const nothing = z.object({})
const next = z.string().nullable()
const may = z.object({ 'receipt:retry': z.boolean(), 'receipt:set-aside': z.boolean() })

export const endpoints = [
  endpoint('GET /api/batches', {
    action: listBatches,
    output: z.object({ items: z.array(batchShape), next }),
    summary: 'Batches handed in',
  }),
  endpoint('GET /api/batches/{batchId}', {
    action: lookAtBatch,
    output: z.object({ batch: batchShape, receipts: z.object({ items: z.array(receiptShape), next }) }),
    summary: 'A batch with its receipts',
  }),
  endpoint('GET /api/quarantine', {
    action: listQuarantine,
    output: z.object({ items: z.array(receiptShape.extend({ may })), next }),
    summary: 'What could not be read and waits for a person',
  }),
  endpoint('POST /api/receipts/{batchId}/{ordinal}/{part}/retry', {
    action: retry,
    output: nothing,
    summary: 'Read a record again',
  }),
  endpoint('POST /api/receipts/{batchId}/{ordinal}/{part}/set-aside', {
    action: setAside,
    output: nothing,
    summary: 'Set a record aside with a reason',
  }),
]
