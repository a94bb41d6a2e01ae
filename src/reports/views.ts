// Saved views: a person's own filters under a name. The query is kept as it stands in the URL.
import { z } from 'zod'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'

export const viewShape = z.object({ viewId: z.string(), page: z.string(), name: z.string(), query: z.string() })

export const listViews = action({
  name: 'view.list',
  needs: null,
  input: z.object({ page: z.string().max(50).default('inbox') }),
  isPlain: true,
  async run({ sql, actor }, { page }) {
    const items = await sql`
      select view_id as "viewId", page, name, query from saved_view
      where person_id = ${actor.id} and page = ${page} and removed_at is null order by made_at`
    return { items }
  },
})

export const saveView = action({
  name: 'view.save',
  needs: null,
  input: z.object({
    page: z.string().min(1).max(50).default('inbox'),
    name: z.string().trim().min(1).max(60),
    query: z.string().max(2000),
  }),
  async run({ sql, actor, now, about }, { page, name, query }) {
    const [many] = await sql<{
      n: number
    }>`select count(*)::int as n from saved_view where person_id = ${actor.id} and page = ${page} and removed_at is null`
    if (many!.n >= 50) refuse('conflict', 'too-many-views', { most: 50 })
    const viewId = uuid7()
    await sql`insert into saved_view (view_id, person_id, page, name, query, made_at) values (${viewId}, ${actor.id}, ${page}, ${name}, ${query}, ${now})`
    about('view', viewId)
    return { viewId }
  },
})

export const removeView = action({
  name: 'view.remove',
  needs: null,
  input: z.object({ viewId: z.uuid() }),
  subject: ({ viewId }) => ({ kind: 'view', id: viewId }),
  async run({ sql, actor, now }, { viewId }) {
    const gone =
      await sql.count`update saved_view set removed_at = ${now} where view_id = ${viewId} and person_id = ${actor.id} and removed_at is null`
    if (gone === 0) refuse('missing', 'no-such-view')
    return {}
  },
})
