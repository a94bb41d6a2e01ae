import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalEntry, macEntry } from '../work/entry.ts'
import { entryLeaf } from './leaf.ts'

test('a leaf is over the bytes of the entry and its MAC, and changes with either', () => {
  const entry = {
    entryId: '0198c0de-0000-7000-8000-000000000001',
    xact: '4711',
    at: '2026-03-01T08:00:00.000Z',
    actorId: null,
    actorName: 'Command line (root)',
    agencyNo: null,
    action: 'batch.receive',
    outcome: 'done' as const,
    subjectKind: null,
    subjectId: null,
    requestId: null,
    detail: '{}',
  }
  const mac = macEntry(Buffer.alloc(32, 7), entry)
  const leaf = entryLeaf({ ...entry, mac })
  expect(leaf).toEqual(createHash('sha256').update('\x00').update(canonicalEntry(entry)).update(mac).digest())
  expect(entryLeaf({ ...entry, mac: Buffer.alloc(32) }).equals(leaf)).toBe(false)
  expect(entryLeaf({ ...entry, mac, detail: '{"n":1}' }).equals(leaf)).toBe(false)
})
