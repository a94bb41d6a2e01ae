// The log against somebody who owns the database and knows how it works: whatever is altered, deleted, inserted or moved is found and
// named. Each case tampers in a transaction, has that transaction's view verified, and rolls back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entryLeaf } from '../../src/audit/leaf.ts'
import { entryColumns, entryFrom } from '../../src/audit/rows.ts'
import type { ProblemKind, Verification } from '../../src/audit/verify.ts'
import type { Sql } from '../../src/base/database.ts'
import type { SealedEntry } from '../../src/work/entry.ts'
import { type AuditWorld, anAuditWorld } from '../audit-world.ts'

let world: AuditWorld
const ids: string[] = []

/** 40 entries in four rounds: checkpoints cover 10, 20, 30 and 40; a round has another between where a neighbour's transaction was open. */
beforeAll(async () => {
  world = await anAuditWorld()
  for (let round = 0; round < 4; round += 1) {
    ids.push(...(await world.writeTogether(10)))
    await world.drain()
  }
})
afterAll(() => world[Symbol.asyncDispose]())

class RolledBack extends Error {}

async function tampered(tamper: (sql: Sql) => Promise<void>): Promise<{ withKey: Verification; withoutKey: Verification }> {
  let seen: { withKey: Verification; withoutKey: Verification } | undefined
  const tried = world.owner.transaction(null, async ({ sql }) => {
    await tamper(sql)
    seen = { withKey: await world.verify({ as: { sql } }), withoutKey: await world.verify({ as: { sql }, withoutKey: true }) }
    throw new RolledBack()
  })
  await expect(tried).rejects.toThrow(RolledBack)
  return seen!
}

const forged = '0198c0de-0000-7000-8000-0000000000ff'
const entryAt = (place: number) => `(select entry_id from audit_leaf where place = ${place})`
const insertForged = `insert into audit_entry select '${forged}', xact, at, actor_id, actor_name, agency_no, action, outcome, subject_kind,
  subject_id, request_id, detail, mac from audit_entry where entry_id = ${entryAt(7)}`

/** All places from here on moved by one, as one does who hides that something came or went. */
const shift = (from: number, by: number) => [
  `update audit_leaf set place = -place where place >= ${from}`,
  `update audit_leaf set place = -place + ${by} where place < 0`,
]
const swapPlaces = (one: number, other: number) => [
  `update audit_leaf set place = -1 where place = ${one}`,
  `update audit_leaf set place = ${one} where place = ${other}`,
  `update audit_leaf set place = ${other} where place = -1`,
]

async function leafInDatabase(sql: Sql, entryId: string): Promise<Buffer> {
  const [row] = await sql<SealedEntry>`select ${entryColumns} from audit_entry e where entry_id = ${entryId}`
  return entryLeaf(entryFrom(row!))
}

interface Case {
  does: string
  statements: string[]
  /** Entries whose leaf is made anew to fit. */
  fits?: string[]
  /** `entry`: the place that it was given, or an id. */
  found: { kind: ProblemKind; place: number | null; entry?: number | string }
}

const cases: Case[] = [
  {
    does: 'alters an entry',
    statements: [`update audit_entry set subject_id = 'R-2031-000002' where entry_id = ${entryAt(7)}`],
    found: { kind: 'altered', place: 7, entry: 7 },
  },
  {
    does: 'alters an entry and makes its leaf fit',
    statements: [`update audit_entry set actor_name = 'B. Analyst' where entry_id = ${entryAt(7)}`],
    fits: ['7'],
    found: { kind: 'altered', place: 7, entry: 7 },
  },
  {
    does: 'alters the time of an entry by a microsecond',
    statements: [`update audit_entry set at = at + interval '1 microsecond' where entry_id = ${entryAt(12)}`],
    found: { kind: 'altered', place: 12, entry: 12 },
  },
  {
    does: 'exchanges a MAC',
    statements: [`update audit_entry set mac = decode(repeat('00', 32), 'hex') where entry_id = ${entryAt(31)}`],
    found: { kind: 'altered', place: 31, entry: 31 },
  },
  {
    does: 'alters a leaf',
    statements: [`update audit_leaf set leaf = sha256('invented') where place = 15`],
    found: { kind: 'altered', place: 15, entry: 15 },
  },
  {
    does: 'deletes an entry',
    statements: [`delete from audit_entry where entry_id = ${entryAt(23)}`],
    found: { kind: 'removed', place: 23, entry: 23 },
  },
  {
    does: 'deletes an entry with its leaf',
    statements: [`delete from audit_entry where entry_id = ${entryAt(23)}`, 'delete from audit_leaf where place = 23'],
    found: { kind: 'removed', place: 23 },
  },
  {
    // Nothing is left that tells which one it was: the signed roots say that it was one of 21 to 30.
    does: 'deletes an entry with its leaf and closes the gap',
    statements: [
      `delete from audit_entry where entry_id = ${entryAt(23)}`,
      'delete from audit_leaf where place = 23',
      ...shift(24, -1),
    ],
    found: { kind: 'removed', place: 21 },
  },
  {
    does: 'cuts off the end, checkpoint and all',
    statements: [
      'delete from audit_entry where entry_id in (select entry_id from audit_leaf where place > 30)',
      'delete from audit_leaf where place > 30',
      'delete from checkpoint where size > 30',
    ],
    found: { kind: 'removed', place: 31 },
  },
  {
    does: 'empties the log',
    statements: ['delete from audit_entry', 'delete from audit_leaf', 'delete from checkpoint'],
    found: { kind: 'removed', place: 1 },
  },
  {
    does: 'takes away the place of the last entry',
    statements: ['delete from audit_leaf where place = 40'],
    found: { kind: 'removed', place: 40 },
  },
  {
    does: 'inserts an entry among the placed ones',
    statements: [insertForged],
    found: { kind: 'inserted', place: null, entry: forged },
  },
  {
    does: 'inserts an entry, invents its leaf and moves the others',
    statements: [insertForged, ...shift(8, 1), `insert into audit_leaf values (8, '${forged}', sha256('invented'))`],
    found: { kind: 'inserted', place: 8, entry: forged },
  },
  {
    does: 'inserts an entry with a fitting leaf and moves the others',
    statements: [insertForged, ...shift(8, 1), `insert into audit_leaf values (8, '${forged}', sha256('invented'))`],
    fits: ['8'],
    found: { kind: 'inserted', place: 8, entry: forged },
  },
  {
    does: 'inserts an entry with a fitting leaf at the end',
    statements: [insertForged, `insert into audit_leaf values (41, '${forged}', sha256('invented'))`],
    fits: ['41'],
    found: { kind: 'inserted', place: 41 },
  },
  {
    does: 'inserts a place before the first',
    statements: [insertForged, `insert into audit_leaf values (0, '${forged}', sha256('invented'))`],
    found: { kind: 'inserted', place: 0, entry: forged },
  },
  { does: 'swaps two places', statements: swapPlaces(13, 17), found: { kind: 'reordered', place: 13, entry: 17 } },
  { does: 'swaps neighbours', statements: swapPlaces(20, 21), found: { kind: 'reordered', place: 20, entry: 21 } },
  { does: 'swaps the first with the last', statements: swapPlaces(1, 40), found: { kind: 'reordered', place: 1, entry: 40 } },
  {
    does: 'swaps two entries and leaves the leaves where they were',
    statements: [
      'create temporary table kept on commit drop as select place, entry_id from audit_leaf where place in (13, 17)',
      "update audit_leaf set entry_id = '00000000-0000-0000-0000-000000000000' where place = 13",
      'update audit_leaf set entry_id = (select entry_id from kept where place = 13) where place = 17',
      'update audit_leaf set entry_id = (select entry_id from kept where place = 17) where place = 13',
    ],
    found: { kind: 'reordered', place: 13, entry: 17 },
  },
  {
    does: 'takes a checkpoint out of the database',
    statements: ['delete from checkpoint where size = 20'],
    found: { kind: 'checkpoint', place: 20 },
  },
  {
    does: 'writes a root of its own',
    statements: [`update checkpoint set root = sha256('invented') where size = 20`],
    found: { kind: 'checkpoint', place: 20 },
  },
  {
    does: 'writes a note of its own',
    statements: [`update checkpoint set note = replace(note, E'\\n20\\n', E'\\n21\\n') where size = 20`],
    found: { kind: 'checkpoint', place: 20 },
  },
]

test.each(cases)('whoever $does is found', async ({ statements, fits = [], found }) => {
  const { withKey, withoutKey } = await tampered(async (sql) => {
    for (const statement of statements) await sql.text(statement)
    for (const place of fits) {
      const [row] = await sql<{ entryId: string }>`select entry_id as "entryId" from audit_leaf where place = ${place}`
      await sql`update audit_leaf set leaf = ${await leafInDatabase(sql, row!.entryId)} where place = ${place}`
    }
  })
  const { kind, place, entry } = found
  const entryId = typeof entry === 'number' ? ids[entry - 1] : entry
  expect(withKey.problems[0]).toMatchObject(entryId ? { kind, place, entryId } : { kind, place })
  expect(withKey.ok).toBe(false)
  // The reader of the log, who has no key, sees that something is wrong too.
  expect(withoutKey.ok).toBe(false)
})

test('whoever rewrites entries, leaves, MACs and places alike is still caught between two checkpoints', async () => {
  const { withKey } = await tampered(async (sql) => {
    const { macEntry } = await import('../../src/work/entry.ts')
    const [row] = await sql<SealedEntry>`select ${entryColumns} from audit_entry e where entry_id = ${ids[24]}`
    const entry = { ...entryFrom(row!), detail: '{}' }
    const mac = macEntry(world.sequencing.keys.audit, entry)
    await sql`update audit_entry set detail = '{}', mac = ${mac} where entry_id = ${ids[24]}`
    await sql`update audit_leaf set leaf = ${entryLeaf({ ...entry, mac })} where entry_id = ${ids[24]}`
  })
  expect(withKey.problems).toEqual([
    expect.objectContaining({ kind: 'altered', place: 21, says: expect.stringContaining('21 and 30') }),
  ])
})

test('several faults are listed in the order of places', async () => {
  const { withKey } = await tampered(async (sql) => {
    await sql.text(`delete from audit_entry where entry_id = ${entryAt(30)}`)
    await sql.text(`update audit_entry set outcome = 'refused' where entry_id = ${entryAt(4)}`)
  })
  expect(withKey.problems.map(({ kind, place }) => [kind, place])).toEqual([
    ['altered', 4],
    ['removed', 30],
  ])
})

test('an untouched log verifies, also after all this', async () => {
  const verified = await world.verify()
  expect(verified).toMatchObject({ ok: true, size: 40, problems: [] })
  expect(verified.checkpoints).toBeGreaterThanOrEqual(4)
})
