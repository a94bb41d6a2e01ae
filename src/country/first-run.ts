// The first run: whoever has the one-time code printed in the terminal makes the first administrator, and chooses the packs and
// which of their units take part.
// It is open only while the site has no administrator; there is no default password and no other door.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { hashPassword, SHORTEST_PASSWORD } from '../access/passwords.ts'
import { startSession } from '../access/session.ts'
import type { Database, Sql } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { record } from '../work/record.ts'
import type { World } from '../work/world.ts'
import { agencyOf } from './agencies.ts'
import { allButTheDesk, leaveOut, unitChoices } from './choose-units.ts'
import type { Pack } from './pack.ts'
import { packOf } from './packs-of.ts'
import { packsInUse, plantPack } from './site.ts'

const SETTING = 'first-run'
/** However its groups are parted: it is read off a terminal. */
const digest = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^0-9a-f]/g, ''))
    .digest()

export const firstRunInput = z.object({
  code: z.string().max(100),
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,60}$/, 'letters, digits, dot, dash; at least two'),
  name: z.string().trim().min(1).max(200),
  password: z.string().min(SHORTEST_PASSWORD, `at least ${SHORTEST_PASSWORD} signs`).max(1000),
  packs: z.array(z.string().max(20)).min(1).max(20),
  /** Numbers of units of these packs that do not take part yet, each with all below it. */
  leftOut: z.array(z.number().int()).max(10_000).default([]),
  /** Sources that came before anybody chose: to which pack's desk they belong. */
  sources: z
    .array(z.object({ sourceId: z.string().max(200), pack: z.string().max(20) }))
    .max(200)
    .default([]),
})

/** True while there is no administrator. */
export async function isFirstRun(sql: Sql): Promise<boolean> {
  const [found] =
    await sql`select 1 from role_grant g join person p on p.person_id = g.person_id where g.role = 'administrator' and p.disabled_at is null limit 1`
  return found === undefined
}

/** For the process that starts the site (owner): a fresh code, kept as a digest; null once there is an administrator. */
export async function newFirstRunCode(owner: Database): Promise<string | null> {
  if (!(await isFirstRun(owner.sql))) return null
  const code = randomBytes(8).toString('hex').match(/.{4}/g)!.join('-')
  await owner.sql`
    insert into setting (name, value) values (${SETTING}, ${JSON.stringify(digest(code).toString('hex'))}::jsonb)
    on conflict (name) do update set value = excluded.value`
  return code
}

export async function firstRunState(world: World) {
  const [demo] = await world.app.sql<{ value: unknown }>`select value from setting where name = 'demo'`
  const site = { isDemo: demo?.value === true, version: world.version }
  if (!(await isFirstRun(world.app.sql))) return { ...site, isOpen: false, packs: [], sources: [] }
  const early = await packsFromEarlier(world.app)
  const sources = await world.app.sql<{
    sourceId: string
    name: string
    pack: string
  }>`select source_id as "sourceId", name, pack from source order by name`
  return {
    ...site,
    isOpen: true,
    packs: [...world.packs.values()].map((pack) => ({
      id: pack.id,
      name: pack.name,
      isHereAlready: early.includes(pack.id),
      units: unitChoices(pack),
    })),
    sources,
  }
}

/** Gives the session token of the new administrator. */
export async function runFirst(world: World, input: z.output<typeof firstRunInput>, requestId: string | null): Promise<string> {
  const now = world.clock.now()
  if (!(await isFirstRun(world.app.sql))) refuse('conflict', 'first-run-is-over')
  await mustBeCode(world, input.code, requestId)
  const packs = input.packs.map((id) => world.packs.get(id) ?? refuse('invalid', 'no-such-pack', { pack: id }))
  const password = await hashPassword(input.password)
  const personId = uuid7()
  const first = agencyOf(packs[0]!, packs[0]!.root)!.no
  await world.app.transaction(null, async (tx) => {
    // Two at once: the second waits here, and then finds an administrator.
    await tx.sql`insert into sign_in_attempt (login_key, last_at) values ('first run', ${now}) on conflict (login_key) do update set last_at = excluded.last_at`
    if (!(await isFirstRun(tx.sql))) refuse('conflict', 'first-run-is-over')
    const [used, early] = [await packsInUse(tx), await packsFromEarlier(tx)]
    for (const pack of packs) if (!used.includes(pack.id)) await plantPack(tx, pack, now)
    const leftOut = [
      ...(await leaveOut(tx.sql, packs, input.leftOut)),
      ...(await leaveToDesks(
        tx.sql,
        early.filter((id) => !input.packs.includes(id)).map((id) => packOf(world, id)),
      )),
    ]
    await tx.sql`
      insert into person (person_id, login, name, password, made_at) values (${personId}, ${input.login}, ${input.name}, ${password}, ${now})`
    await tx.sql`
      insert into role_grant (person_id, agency_no, role, given_at) values (${personId}, ${first}, 'administrator', ${now})`
    for (const { sourceId, pack } of input.sources)
      await giveSource(tx.sql, { sourceId, deskNo: agencyOf(packOf(world, pack), packOf(world, pack).desk)!.no })
    const actor = { id: personId, name: input.name, agencyNo: first }
    await record(tx, world.keys.audit, {
      at: now,
      actor,
      action: 'site.first-run',
      outcome: 'done',
      subject: { kind: 'person', id: personId },
      requestId,
      detail: { packs: input.packs, leftOut, login: input.login },
    })
  })
  return startSession(world, personId, first)
}

/** Packs that nobody chose: what was received before there was anybody stands at the desk of one (ensureSite). */
async function packsFromEarlier(database: Pick<Database, 'sql'>): Promise<string[]> {
  const [somebody] = await database.sql`select 1 from person where kind = 'person' limit 1`
  return somebody ? [] : await packsInUse(database)
}

/** Of a pack that nobody chose only the desk is left: it holds what came. */
const leaveToDesks = (sql: Sql, packs: readonly Pack[]): Promise<string[]> => leaveOut(sql, packs, packs.flatMap(allButTheDesk))

const giveSource = (sql: Sql, { sourceId, deskNo }: { sourceId: string; deskNo: number }) =>
  sql`update source set desk_no = ${deskNo}, is_placed = true where source_id = ${sourceId}`

/** A wrong one stands in the log, as a sign-in does; what was typed does not. */
async function mustBeCode(world: World, code: string, requestId: string | null): Promise<void> {
  const [setting] = await world.app.sql<{ value: string }>`select value from setting where name = ${SETTING}`
  const kept = Buffer.from(setting?.value ?? '', 'hex')
  const given = digest(code)
  if (kept.length === given.length && timingSafeEqual(kept, given)) return
  const entry = {
    at: world.clock.now(),
    actor: { id: null, name: 'nobody', agencyNo: null },
    action: 'site.first-run',
    outcome: 'refused' as const,
    requestId,
    detail: { code: 'wrong-code' },
  }
  await world.app.transaction(null, (tx) => record(tx, world.keys.audit, entry))
  refuse('unauthenticated', 'wrong-code')
}
