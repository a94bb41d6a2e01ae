// The tree of agencies as data. A new unit takes a free number between its neighbours, so that no other is renumbered.
import { z } from 'zod'
import type { Sql } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { numberForNewChild } from '../model/number-agencies.ts'
import { action } from '../work/action.ts'

const named = z.record(z.string().regex(/^[a-z]{2}$/), z.string().trim().min(1).max(200))

export const agencyShape = z.object({
  agencyId: z.string(),
  pack: z.string(),
  slug: z.string(),
  no: z.number(),
  parentNo: z.number().nullable(),
  depth: z.number(),
  kind: z.string(),
  name: z.record(z.string(), z.string()),
  zone: z.string(),
  mayRegister: z.boolean(),
  isActive: z.boolean(),
})

/** Units are no secret among those who sign in: an offer needs their names. */
export const listAgencies = action({
  name: 'agency.list',
  needs: null,
  isPlain: true,
  input: z.object({}),
  async run({ sql }) {
    const items = await sql`
      select agency_id as "agencyId", pack, slug, no, parent_no as "parentNo", cardinality(chain) as depth, kind, name, zone,
        may_register as "mayRegister", is_active as "isActive"
      from agency order by no`
    return { items }
  },
})

interface Neighbour {
  no: number
  hi: number
  pack: string
  chain: number[]
  zone: string
}

export const addAgency = action({
  name: 'agency.add',
  needs: 'agency:manage',
  input: z.object({
    parentNo: z.number().int(),
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'small letters, digits and dashes'),
    name: named,
    kind: z.enum(['national', 'state', 'district', 'station', 'special']),
    zone: z.string().optional(),
    mayRegister: z.boolean().default(false),
  }),
  async run({ sql, now, about, note }, given) {
    const [parent] = await sql<Neighbour>`select no, hi, pack, chain, zone from agency where no = ${given.parentNo}`
    if (!parent) refuse('missing', 'no-such-unit')
    const [twin] = await sql`select 1 from agency where pack = ${parent.pack} and slug = ${given.slug}`
    if (twin) refuse('conflict', 'slug-taken')
    if (given.zone && !Intl.supportedValuesOf('timeZone').includes(given.zone))
      refuse('invalid', 'no-such-zone', { zone: given.zone })
    const children = await sql<{ no: number; hi: number }>`select no, hi from agency where parent_no = ${parent.no} order by no`
    const room = numberForNewChild(parent, children, parent.chain.length === 1)
    if (!room) refuse('conflict', 'no-room-below', { unitNo: parent.no })
    const agencyId = uuid7()
    await sql`
      insert into agency (agency_id, pack, slug, no, hi, parent_no, chain, kind, name, zone, may_register, made_at)
      values (${agencyId}, ${parent.pack}, ${given.slug}, ${room.no}, ${room.hi}, ${parent.no}, ${[...parent.chain, room.no]}, ${given.kind},
        ${JSON.stringify(given.name)}::jsonb, ${given.zone ?? parent.zone}, ${given.mayRegister}, ${now})`
    about('agency', agencyId)
    note({ no: room.no, parentNo: parent.no, slug: given.slug })
    return { agencyId, no: room.no }
  },
})

export const changeAgency = action({
  name: 'agency.change',
  needs: 'agency:manage',
  input: z.object({
    unitNo: z.number().int(),
    name: named.optional(),
    mayRegister: z.boolean().optional(),
    isActive: z.boolean().optional(),
    /** Whether all units below are opened or closed with it. */
    isWithBelow: z.boolean().default(false),
  }),
  subject: ({ unitNo }) => ({ kind: 'agency', id: String(unitNo) }),
  async run({ sql, actor, note }, { unitNo, name, mayRegister, isActive, isWithBelow }) {
    const [was] = await sql<
      Record<string, unknown> & { no: number; hi: number }
    >`select no, hi, name, may_register, is_active from agency where no = ${unitNo}`
    if (!was) refuse('missing', 'no-such-unit')
    const { no, hi, ...before } = was
    const last = isWithBelow ? hi : no
    if (isActive === false) await mustBeSpared(sql, actor.unit.no, [no, last])
    await sql`
      update agency set name = coalesce(${name ? JSON.stringify(name) : null}::jsonb, name), may_register = coalesce(${mayRegister ?? null}, may_register)
      where no = ${unitNo}`
    const turned =
      isActive === undefined
        ? []
        : await sql`update agency set is_active = ${isActive} where no between ${no} and ${last} and is_active <> ${isActive} returning no`
    note({ was: before, now: { name, mayRegister, isActive }, ...(isWithBelow ? { units: turned.length } : {}) })
    return {}
  },
})

/** Nobody closes the unit for which they act, or a desk: what its sources send would have no holder. */
async function mustBeSpared(sql: Sql, ownNo: number, [first, last]: readonly [number, number]): Promise<void> {
  if (ownNo >= first && ownNo <= last) refuse('conflict', 'own-unit-stays-open')
  const [desk] = await sql`select 1 from source where desk_no between ${first} and ${last} limit 1`
  if (desk) refuse('conflict', 'desk-stays-open')
}

export const sourceShape = z.object({
  sourceId: z.string(),
  name: z.string(),
  pack: z.string(),
  kind: z.string(),
  deskNo: z.number(),
  desk: z.record(z.string(), z.string()),
  /** False while only a service named it, or a unit that is not its desk: what it sends waits in quarantine until an administrator gives it to a desk. */
  isPlaced: z.boolean(),
  namedBy: z.record(z.string(), z.string()).nullable(),
})

/** One that nobody has placed waits for whoever may give it to a desk; beside them its own unit knows what it has named. */
export const listSources = action({
  name: 'source.list',
  needs: null,
  isPlain: true,
  input: z.object({}),
  async run({ sql, actor: { permissions, unit } }) {
    const items = await sql`
      select s.source_id as "sourceId", s.name, s.pack, s.kind, s.desk_no as "deskNo", a.name as desk, s.is_placed as "isPlaced", b.name as "namedBy"
      from source s join agency a on a.no = s.desk_no left join agency b on b.no = s.named_by_no
      where s.is_placed or ${permissions.has('source:manage')} or s.named_by_no between ${unit.no} and ${unit.hi} order by s.name`
    return { items }
  },
})

/** Another desk becomes responsible for what the source sends from now on; what is there stays where it is. */
export const assignSource = action({
  name: 'source.assign',
  needs: 'source:manage',
  input: z.object({
    sourceId: z.string().max(200),
    deskNo: z.number().int(),
    name: z.string().trim().min(1).max(200).optional(),
  }),
  subject: ({ sourceId }) => ({ kind: 'source', id: sourceId }),
  async run({ sql, note }, { sourceId, deskNo, name }) {
    const [was] = await sql<{ desk_no: number; name: string }>`select desk_no, name from source where source_id = ${sourceId}`
    const [desk] = await sql`select 1 from agency where no = ${deskNo} and is_active`
    if (!was) refuse('missing', 'no-such-source')
    if (!desk) refuse('missing', 'no-such-unit')
    await sql`update source set desk_no = ${deskNo}, is_placed = true, name = coalesce(${name ?? null}, name) where source_id = ${sourceId}`
    note({ was, now: { deskNo, name } })
    return {}
  },
})
