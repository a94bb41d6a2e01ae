// Which units are there, which of them register cases, and to whose desk does each source belong? The tree, and the sources beside it.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { SplitPage } from '../frame/SplitPage.tsx'
import { sourcesQuery } from '../intake/queries.ts'
import { type Agency, agenciesQuery } from '../reports/queries.ts'
import { useMay } from '../session.ts'
import '../styles/people.css'
import { useTexts } from '../texts/Say.tsx'
import { Count } from '../ui/Count.tsx'
import { FindIn } from '../ui/FindIn.tsx'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { useUrlState } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import { SourceList } from './SourceList.tsx'
import { type Folds, linesOf } from './tree.ts'
import { UnitList } from './UnitList.tsx'
import { UnitPanel } from './UnitPanel.tsx'

export function AgenciesPage() {
  const { t } = useTexts()
  const [state, change] = useUrlState()
  const isSources = state.view === 'sources'
  const list = useQuery(agenciesQuery)
  const find = useRef<HTMLInputElement>(null)
  const search = useCallback((q: string) => change({ q, open: undefined }), [change])
  const close = () => change({ open: undefined })
  const keys = useRowKeys<HTMLDivElement>({
    isOpen: Boolean(state.open),
    onClose: close,
    onFilter: () => find.current?.focus(),
  })
  const units = list.data ?? []
  const tree = useTree(units, state.q ?? '')
  const here = isSources ? undefined : units.find((agency) => String(agency.no) === state.open)
  const open = (agency: Agency) => change({ open: String(agency.no) })
  const panel = here ? <UnitPanel key={here.no} unit={here} units={units} onClose={close} onOpen={open} /> : undefined
  return (
    <SplitPage
      title={t('frame.rail_agencies')}
      windowTitle={isSources ? t('agencies.view_sources') : t('frame.rail_agencies')}
      views={<Views isSources={isSources} units={units.length} />}
      panel={panel}
    >
      <div className="filters" role="search" aria-label={t('ui.filters')}>
        <FindIn
          label={t(isSources ? 'agencies.findSource' : 'agencies.find')}
          value={state.q ?? ''}
          onChange={search}
          ref={find}
        />
      </div>
      <div ref={keys}>
        {isSources ? (
          <SourceList q={state.q ?? ''} onClear={() => search('')} />
        ) : (
          <UnitList list={list} {...tree} openNo={here?.no} q={state.q ?? ''} onOpen={open} onClear={() => search('')} />
        )}
      </div>
    </SplitPage>
  )
}

function useTree(units: readonly Agency[], q: string) {
  const [folds, setFolds] = useState<Folds>(new Map())
  const lines = useMemo(() => linesOf(units, { folds, q }), [units, folds, q])
  const onFold = (no: number, isUnfolded: boolean) => setFolds(new Map([...folds, [no, isUnfolded]]))
  return { lines, onFold }
}

function Views({ isSources, units }: { isSources: boolean; units: number }) {
  const { t } = useTexts()
  const maySources = useMay('source:manage')
  const sources = useQuery(sourcesQuery).data?.length
  return (
    <nav className="views" aria-label={t('agencies.views')}>
      <ViewTab to="/agencies" isHere={!isSources}>
        {t('agencies.view_units')}
        <span className="n">{units > 0 ? <Count of={units} /> : null}</span>
      </ViewTab>
      {maySources ? (
        <ViewTab to="/agencies" search={{ view: 'sources' }} isHere={isSources}>
          {t('agencies.view_sources')}
          <span className="n">{sources ? <Count of={sources} /> : null}</span>
        </ViewTab>
      ) : null}
    </nav>
  )
}
