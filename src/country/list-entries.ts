// The entries of one kind of a pack, with where each comes from, how sure that is, and who at this site confirmed it.
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { refuse } from '../base/refusal.ts'
import { namesShape } from '../model/named.ts'
import { action, type Doing } from '../work/action.ts'
import { entriesOf, isEmpty, saidBy, titleOf } from './entries.ts'
import { type Entry, entryKey, entryKinds } from './entry.ts'
import type { Pack } from './pack.ts'

const standings = ['off', 'empty', 'not-verified', 'confirmed'] as const
type Standing = (typeof standings)[number]

export const entryShape = z.object({
  /** Names the entry and its present words; hand it back to confirm. */
  key: z.string(),
  kind: z.string(),
  id: z.string(),
  title: namesShape,
  says: z.array(z.object({ name: z.string(), value: z.union([z.string(), namesShape]) })),
  source: z.string(),
  status: z.string(),
  seenIn: z.number().nullable(),
  checkedOn: z.string(),
  standing: z.enum(standings),
  confirmed: z.object({ by: z.string(), at: z.date(), note: z.string() }).nullable(),
})

/** `empty`: nothing to put in force; `off`: needs an officer before it counts; `not-verified`: counts, and says that nobody here confirmed it. */
export function standingOf(entry: Entry): Standing {
  if (entry.isConfirmed) return 'confirmed'
  if (isEmpty(entry)) return 'empty'
  return entry.isOn ? 'not-verified' : 'off'
}

/** May this person confirm entries of this pack? Only who works in its country. */
export const whyNotConfirm = (actor: Doing['actor'], pack: Pack): string | undefined => {
  if (!actor.permissions.has('pack:confirm')) return 'not-permitted'
  return actor.unit.pack === pack.id ? undefined : 'pack-of-another-country'
}

interface Confirmation {
  entry: string
  by: string
  at: Date
  note: string
}

export const listEntries = action({
  name: 'pack.list-entries',
  needs: 'pack:see',
  input: z.object({
    pack: z.string().max(20),
    kind: z.enum(entryKinds),
    standing: z.enum(standings).optional(),
    q: z.string().max(200).default(''),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  subject: ({ pack }) => ({ kind: 'pack', id: pack }),
  async run({ sql, world, actor, note }, { pack: id, kind, standing, q, cursor, limit }) {
    const pack = world.packs.get(id) ?? refuse('missing', 'no-such-pack', { pack: id })
    const from = cursor === undefined ? 0 : decodeCursor(cursor, z.tuple([z.number().int().min(0)]))[0]
    const wanted = q.trim().toLowerCase()
    const fitting = entriesOf(pack, kind).filter(
      (entry) => (standing === undefined || standingOf(entry) === standing) && textOf(entry).includes(wanted),
    )
    const page = fitting.slice(from, from + limit)
    const keys = page.map(entryKey)
    const confirmations = await sql<Confirmation>`
      select distinct on (entry) entry, person_name as by, at, note from pack_confirmation
      where pack = ${id} and withdrawn_at is null and entry = any(${keys}::text[]) order by entry, at desc`
    const byKey = new Map(confirmations.map(({ entry, ...confirmed }) => [entry, confirmed]))
    note({ pack: id, kind, n: page.length })
    return {
      items: page.map((entry, index) => ({
        ...entry,
        key: keys[index]!,
        kind: entry.entryKind,
        title: titleOf(entry),
        says: saidBy(entry),
        seenIn: entry.seenIn ?? null,
        standing: standingOf(entry),
        confirmed: byKey.get(keys[index]!) ?? null,
      })),
      total: fitting.length,
      next: from + limit < fitting.length ? encodeCursor([from + limit]) : null,
      may: { 'pack:confirm': whyNotConfirm(actor, pack) ?? (true as const) },
    }
  },
})

const textOf = (entry: Entry): string => `${entry.id} ${Object.values(titleOf(entry)).join(' ')} ${entry.source}`.toLowerCase()
