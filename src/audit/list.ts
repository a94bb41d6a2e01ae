// The log as people read it: who did, tried or looked at what. An auditor reads the entries of the own unit and those below it.
import { z } from 'zod'
import type { Sql } from '../base/database.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { numberKey } from '../model/case-number.ts'
import { unitShape } from '../model/named.ts'
import { action, type Doing } from '../work/action.ts'
import type { Actor } from '../work/actor.ts'
import { namedUnits } from '../work/named-units.ts'
import { isUuid, subjectShape, subjectsOf } from './called.ts'
import { cursorValues, type EntryFilter, entryCursor, type ListedEntry, listEntries } from './queries.ts'

export const entryShape = z
  .object({
    entryId: z.string(),
    place: z.number().nullable(),
    at: z.date(),
    actor: z.object({ id: z.string().nullable(), name: z.string() }),
    unit: unitShape.nullable(),
    action: z.string(),
    outcome: z.enum(['done', 'refused', 'failed']),
    subject: subjectShape.nullable(),
    requestId: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' })

export const entriesShape = z.object({ items: z.array(entryShape), next: z.string().nullable() })

const input = z.object({
  /** An id, a sign-in name or a part of a name. */
  person: z.string().trim().min(1).max(200).optional(),
  /** An action, all of one kind (`report.*`), or one verb of all kinds (`*.look`). */
  action: z
    .string()
    .regex(/^([a-z-]+\.(\*|[a-z-]+)|\*\.[a-z-]+)$/)
    .optional(),
  entry: z.uuid().optional(),
  /** An id, or the number of a report or case, also an earlier one. */
  subject: z.string().trim().min(1).max(200).optional(),
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().optional(),
  limit: z.number().int().min(1).max(200).default(50),
})

export const listAudit = action({
  name: 'audit.list',
  needs: 'audit:see',
  input,
  async run(doing, given) {
    const { limit } = given
    const filter = await filterOf(doing, given)
    const after = given.cursor ? decodeCursor(given.cursor, entryCursor) : undefined
    const found = await listEntries(doing.world.log.sql, filter, { limit: limit + 1, after })
    const items = await shown(doing.sql, found.slice(0, limit))
    doing.note({ n: items.length, filters: { ...given, ...typed(given, filter), cursor: undefined } })
    const last = found[limit - 1]
    return { items, next: found.length > limit && last ? encodeCursor(cursorValues(last)) : null }
  },
})

/** A root's auditor also reads what no unit did, such as a sign-in under an unknown name. */
export function readerOf({ unit }: Actor): { lo: number; hi: number; orNone: boolean } {
  return { lo: unit.no, hi: unit.hi, orNone: unit.chain.length === 1 }
}

async function filterOf({ sql, actor }: Doing, given: z.output<typeof input>): Promise<EntryFilter> {
  return {
    within: readerOf(actor),
    actorIds: given.person === undefined ? undefined : await peopleCalled(sql, given.person),
    action: given.action,
    entryId: given.entry,
    outcome: given.outcome,
    subjectIds: given.subject === undefined ? undefined : await thingsCalled(sql, given.subject),
    from: given.from === undefined ? undefined : new Date(given.from),
    until: given.to === undefined ? undefined : new Date(given.to),
  }
}

/** What was typed and names nobody and nothing may be anything, also a value that is sealed: the log keeps its structure only. */
function typed({ person, subject }: z.output<typeof input>, { actorIds, subjectIds }: EntryFilter) {
  const isKnown = (text: string, ids: readonly string[] = []) => isUuid(text) || ids.some((id) => id !== text)
  const kept = (text: string | undefined, ids: readonly string[] | undefined) =>
    text === undefined || isKnown(text, ids) ? text : structureOf(text)
  return { person: kept(person, actorIds), subject: kept(subject, subjectIds) }
}

// A vowel of Devanagari is a mark on its letter.
const structureOf = (text: string) => text.replaceAll(/[\p{L}\p{M}]/gu, 'a').replaceAll(/\p{N}/gu, '0')

const MOST_PEOPLE = 200

async function peopleCalled(sql: Sql, person: string): Promise<string[]> {
  if (isUuid(person)) return [person]
  const found = await sql<{ id: string }>`
    select person_id as id from person where login = lower(${person}) or strpos(lower(name), lower(${person})) > 0 limit ${MOST_PEOPLE}`
  return found.map(({ id }) => id)
}

/** Numbers are looked up as this reader sees them, of a case also earlier ones and however they are written; what is not found is taken as the id that it may be. */
async function thingsCalled(sql: Sql, subject: string): Promise<string[]> {
  const own = subject.toUpperCase()
  if (isUuid(subject)) return [subject]
  const found = await sql<{ id: string }>`
    select report_id::text as id from report where number = ${own}
    union select report_id::text from report where source_number = ${subject}
    union select case_id::text from court_case
      where case_id = any(array(select o.case_id from case_number_of o where o.number_key = ${numberKey(subject)}))`
  return [subject, ...found.map(({ id }) => id)]
}

async function shown(sql: Sql, entries: readonly ListedEntry[]): Promise<z.input<typeof entryShape>[]> {
  const units = await namedUnits(
    sql,
    entries.map(({ agencyNo }) => agencyNo),
  )
  const subjects = await subjectsOf(sql, entries)
  return entries.map(({ actorId, actorName, agencyNo, subjectKind: _kind, subjectId: _id, xact: _xact, ...entry }) => ({
    ...entry,
    actor: { id: actorId, name: actorName },
    unit: agencyNo === null ? null : (units.get(agencyNo) ?? { no: agencyNo, name: {} }),
    subject: subjects.get(entry.entryId) ?? null,
  }))
}
