// The top line: what a unit must notice, newest first, and how much of it is new to this person.
import { z } from 'zod'
import { action } from '../work/action.ts'

export const alertShape = z.object({
  alertId: z.string(),
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  number: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  by: z.object({ no: z.number(), name: z.record(z.string(), z.string()) }).nullable(),
  at: z.date(),
  isNew: z.boolean(),
})

const PAGE = 'alerts'

export const listAlerts = action({
  name: 'alert.list',
  needs: null,
  input: z.object({}),
  isPlain: true,
  async run({ sql, actor }) {
    if (!actor.permissions.has('report:see')) return { items: [], new: 0 }
    const [mark] = await sql<{ seen_at: Date }>`select seen_at from seen_mark where person_id = ${actor.id} and page = ${PAGE}`
    const seenAt = mark?.seen_at ?? new Date(0)
    const items = await sql<{ isNew: boolean }>`
      select l.alert_id as "alertId", l.kind, l.subject_kind as "subjectKind", l.subject_id as "subjectId", l.number, l.facts, l.at, l.at > ${seenAt} as "isNew",
        case when a.no is null then null else jsonb_build_object('no', a.no, 'name', a.name) end as by
      from (select * from alert where agency_no = ${actor.unit.no} and (person_id is null or person_id = ${actor.id}) order by at desc, alert_id desc limit 50) l
      left join agency a on a.no = coalesce((l.facts->>'byNo')::int, (l.facts->>'fromNo')::int)
      order by l.at desc, l.alert_id desc`
    return { items, new: items.filter((item) => item.isNew).length }
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
