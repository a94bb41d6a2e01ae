// The log: who did, tried or looked at what, and does the chain hold? Every filter stands in the address, so that "who opened this"
// is a link.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { SplitPage } from '../frame/SplitPage.tsx'
import '../styles/audit.css'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { useZone } from '../ui/clock.ts'
import { useListSaid } from '../ui/spoken.ts'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { type UrlState, useUrlState } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { Chain } from './Chain.tsx'
import { Entries } from './Entries.tsx'
import { EntryPanel } from './EntryPanel.tsx'
import { type Entry, entriesQuery, filtersOf } from './queries.ts'

export function AuditPage() {
  const { t } = useTexts()
  const [state, change] = useUrlState()
  const filters = filtersOf(state)
  const zone = useZone()
  const [isFiltering, setFiltering] = useState(false)
  const list = useInfiniteQuery(entriesQuery(filters, zone))
  const entries = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const found = t('audit.nEntries', { count: entries.length })
  useListSaid(list, { of: JSON.stringify(filters), loading: t('audit.loading'), found })
  const openId = state.entry
  const close = () => change({ entry: undefined })
  const keys = useRowKeys<HTMLDivElement>({
    isOpen: Boolean(openId),
    onClose: close,
    onFilter: () => setFiltering(true),
  })
  const set = (changed: UrlState) => change({ ...changed, entry: undefined })
  const open = (entry: Entry) => change({ entry: entry.entryId })
  const panel = openId ? (
    <EntryPanel entryId={openId} known={entries.find((entry) => entry.entryId === openId)} onClose={close} onFilter={set} />
  ) : undefined
  return (
    <SplitPage
      title={t('frame.rail_audit')}
      windowTitle={filters.subject ? t('audit.windowAbout', { subject: filters.subject }) : t('frame.rail_audit')}
      views={<Views filters={filters} />}
      actions={
        <Button look="quiet" icon="again" onClick={() => list.refetch()} isBusy={list.isRefetching}>
          {t('audit.askAgain')}
        </Button>
      }
      panel={panel}
    >
      <Chain />
      <AuditFilters filters={filters} entries={entries} onChange={set} isOpen={isFiltering} onOpen={setFiltering} />
      <div ref={keys}>
        <Entries list={list} entries={entries} filters={filters} openId={openId} onOpen={open} onChange={set} />
      </div>
    </SplitPage>
  )
}

const views = [
  { id: 'all', query: {} },
  { id: 'opened', query: { action: '*.look' } },
  { id: 'refused', query: { outcome: 'refused' } },
  { id: 'revealed', query: { action: 'sealed.reveal' } },
  { id: 'sessions', query: { action: 'session.*' } },
  { id: 'rights', query: { action: 'people.*' } },
] as const satisfies readonly { id: string; query: UrlState }[]

/** Views are shortcuts of filters; a person, a thing and a period that are chosen stay. */
function Views({ filters }: { filters: UrlState }) {
  const { t } = useTexts()
  const { action, outcome, ...kept } = filters
  return (
    <nav className="views" aria-label={t('audit.views')}>
      {views.map(({ id, query }) => {
        const wanted: UrlState = query
        const isHere = action === wanted.action && outcome === wanted.outcome
        return (
          <ViewTab key={id} to="/audit" search={{ ...kept, ...query }} isHere={isHere}>
            {t(`audit.view_${id}`)}
          </ViewTab>
        )
      })}
    </nav>
  )
}
