// The top line: what a unit must notice, newest first, and how much of it is new to this person. Clocks and reports of danger come one by
// one; here they are told together, so that sixty clocks that ran out in a night do not hide one offer; so are the answers of one unit
// on one day.
import { z } from 'zod'
import { unitShape } from '../model/named.ts'
import { action } from '../work/action.ts'

export const alertShape = z.object({
  alertId: z.string(),
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  number: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  by: unitShape.nullable(),
  at: z.date(),
  isNew: z.boolean(),
})

const PAGE = 'alerts'
const MOST_TOGETHER = 1000
const MOST_SHOWN = 50

export const listAlerts = action({
  name: 'alert.list',
  needs: null,
  input: z.object({}),
  isPlain: true,
  async run({ sql, actor }) {
    if (!actor.permissions.has('report:see')) return { items: [], new: 0, hasMore: false }
    const [mark] = await sql<{ seen_at: Date }>`select seen_at from seen_mark where person_id = ${actor.id} and page = ${PAGE}`
    const seenAt = mark?.seen_at ?? new Date(0)
    const items = await sql<{ isNew: boolean }>`
      with recent as (
        select a.*, a.at > ${seenAt} as is_new,
          case when a.kind = 'overdue' then 'overdue/' || (a.facts->>'what') when a.kind = 'danger' then a.kind
            when a.kind = 'revealed' then a.kind || '/' || a.subject_id
            when a.kind in ('settled', 'registered', 'acknowledged') then concat_ws('/', a.kind, a.facts->>'byNo', (a.at at time zone ${actor.unit.zone})::date)
            else a.alert_id::text end as told_with
        from alert a where a.agency_no = ${actor.unit.no} and (a.person_id is null or a.person_id = ${actor.id})
        order by a.at desc, a.alert_id desc limit ${MOST_TOGETHER}),
      told as (
        select r.*, count(*) over (partition by told_with, is_new) as parts,
          sum(coalesce((facts->>'n')::int, 1)) over (partition by told_with, is_new)::int as n,
          row_number() over (partition by told_with, is_new order by at desc, alert_id desc) as nth from recent r)
      select l.alert_id as "alertId", l.kind, l.subject_kind as "subjectKind", l.subject_id as "subjectId", l.at, l.is_new as "isNew",
        case when l.parts = 1 or l.kind = 'revealed' then l.number end as number,
        case when l.parts = 1 then l.facts else l.facts || jsonb_build_object('n', l.n) end as facts,
        case when u.no is null then null else jsonb_build_object('no', u.no, 'name', u.name) end as by
      from told l left join agency u on u.no = coalesce((l.facts->>'byNo')::int, (l.facts->>'fromNo')::int)
      where l.nth = 1 order by l.at desc, l.alert_id desc limit ${MOST_SHOWN + 1}`
    const shown = items.slice(0, MOST_SHOWN)
    return { items: shown, new: shown.filter((item) => item.isNew).length, hasMore: items.length > MOST_SHOWN }
  },
})

export const seeAlerts = action({
  name: 'alert.seen',
  needs: null,
  input: z.object({}),
  isPlain: true,
  async run({ sql, actor, now }) {
    await sql`
      insert into seen_mark (person_id, page, seen_at) values (${actor.id}, ${PAGE}, ${now})
      on conflict (person_id, page) do update set seen_at = excluded.seen_at`
    return {}
  },
})
