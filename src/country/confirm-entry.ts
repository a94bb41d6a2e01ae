// An officer of the site confirms that entries of the country's pack are right as they stand: from then on they are in force, also those
// that shipped switched off, and the console no longer says "not verified". It holds for these words: a changed entry is open again.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action, type Doing } from '../work/action.ts'
import { entriesOf, isEmpty, listedKinds } from './entries.ts'
import { type Entry, entryKey, entryName } from './entry.ts'
import { bringIntoForce } from './in-force.ts'
import { whyNotConfirm } from './list-entries.ts'
import type { Pack } from './pack.ts'

export const confirmEntry = action({
  name: 'pack.confirm',
  needs: 'pack:confirm',
  input: z.object({
    pack: z.string().max(20),
    /** Keys as the list gave them, so that nobody confirms other words than they read. */
    entries: z.array(z.string().max(300)).min(1).max(500),
    note: z.string().trim().max(2000).default(''),
  }),
  subject: ({ pack }) => ({ kind: 'pack', id: pack }),
  async run({ sql, now, world, actor, note: record }, { pack: id, entries, note }) {
    const pack = confirmable(actor, world.packs.get(id))
    for (const entry of entriesByKey(pack, entries))
      if (isEmpty(entry)) refuse('conflict', 'nothing-to-confirm', { entry: entryName(entry) })
    const confirmed = await sql<{ entry: string }>`
      insert into pack_confirmation (pack, entry, person_id, person_name, at, note)
      select ${id}, given.entry, ${actor.id}, ${actor.name}, ${now}, ${note} from unnest(${[...new Set(entries)]}::text[]) as given(entry)
      where not exists (select 1 from pack_confirmation c where c.pack = ${id} and c.entry = given.entry and c.withdrawn_at is null)
      on conflict (pack, entry, at) do update set withdrawn_at = null returning entry`
    record({ confirmed: confirmed.map((row) => row.entry).sort(), note })
    await bringIntoForce(world, sql)
    return { confirmed: confirmed.length }
  },
})

export const withdrawConfirmation = action({
  name: 'pack.withdraw',
  needs: 'pack:confirm',
  input: z.object({
    pack: z.string().max(20),
    entries: z.array(z.string().max(300)).min(1).max(500),
    reason: z.string().trim().min(3).max(2000),
  }),
  subject: ({ pack }) => ({ kind: 'pack', id: pack }),
  async run({ sql, now, world, actor, note: record }, { pack: id, entries, reason }) {
    confirmable(actor, world.packs.get(id))
    const withdrawn = await sql<{ entry: string }>`
      update pack_confirmation set withdrawn_at = ${now}
      where pack = ${id} and entry = any(${entries}::text[]) and withdrawn_at is null returning entry`
    if (withdrawn.length === 0) refuse('conflict', 'not-confirmed')
    record({ withdrawn: withdrawn.map((row) => row.entry).sort(), reason })
    await bringIntoForce(world, sql)
    return { withdrawn: withdrawn.length }
  },
})

function confirmable(actor: Doing['actor'], pack: Pack | undefined): Pack {
  if (pack === undefined) refuse('missing', 'no-such-pack')
  const why = whyNotConfirm(actor, pack)
  if (why !== undefined) refuse('forbidden', why, { pack: pack.id })
  return pack
}

/** The entries of these keys; a key of other words than today's is refused, and so is one that names nothing. */
function entriesByKey(pack: Pack, keys: readonly string[]): Entry[] {
  const wanted = new Map(keys.map((key) => [key.slice(0, key.lastIndexOf('#')), key]))
  const found = listedKinds.flatMap((kind) => entriesOf(pack, kind)).filter((entry) => wanted.has(entryName(entry)))
  for (const entry of found)
    if (entryKey(entry) !== wanted.get(entryName(entry))) refuse('conflict', 'entry-changed', { entry: entryName(entry) })
  if (found.length < wanted.size) refuse('missing', 'no-such-entry')
  return found
}
