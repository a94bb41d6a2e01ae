import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { emptyContent } from '../model/empty-report.ts'
import { fromMessage, MessageOfChunk } from './chunk-message.ts'
import type { ChunkOfRecords } from './chunks.ts'

test('a chunk arrives in the other thread as it left', async () => {
  const file = { ordinal: 3, name: 'tips.xml', digest: Buffer.alloc(32, 3) }
  const draft = { sourceNumber: '7', sourceName: null, content: emptyContent('cybertip-xml'), entry: 1, byteFrom: 0, byteTo: 9 }
  const ahead = {
    ...{ reportId: 'r', sourceId: 's', key: Buffer.alloc(32, 5) },
    ...{ wrappedKey: Buffer.alloc(60, 6), sealed: Buffer.from('sealed'), sightings: Buffer.from('rows') },
  }
  const unreadable = { entry: 2, reason: 'xml-not-closed', place: { line: 2 }, byteFrom: 9, byteTo: 12 }
  const place = { container: 'ab', offset: 1, packedBytes: 2, clearBytes: 3, method: 8 }
  const bytes = { format: 'cybertip-xml', digest: Buffer.alloc(32, 7), byteFrom: 0, byteTo: 9 }
  const chunk: ChunkOfRecords = {
    records: [
      { ...bytes, file, part: 1, draft, ahead },
      { ...bytes, file, part: 2, unreadable },
      { ...bytes, file: { ...file, ordinal: 4, digest: Buffer.alloc(0) }, part: 1, draft },
    ],
    members: [{ digest: Buffer.alloc(32, 8), place }],
    ended: [3],
  }
  const { port1, port2 } = new MessageChannel()
  const collected = new MessageOfChunk()
  for (const record of chunk.records) collected.add(record)
  const message = collected.end(chunk)
  port1.postMessage(message, [message.text.buffer, message.bytes.buffer])
  const arrived = await fromMessage(receiveMessageOnPort(port2)!.message)
  port1.close()
  expect(arrived).toEqual(chunk)
  expect(arrived.records[0]!.file).toBe(arrived.records[1]!.file)
})
