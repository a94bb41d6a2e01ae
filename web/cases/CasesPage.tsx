// Cases, newest first; each with every number it ever had.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import '../styles/inbox.css'
import '../styles/cases.css'
import { FootHints } from '../frame/FootHints.tsx'
import { useKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/Page.tsx'
import { rowMoves } from '../frame/row-moves.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { type FilterField, Filters } from '../ui/Filters.tsx'
import { ListError } from '../ui/ListError.tsx'
import { RowList } from '../ui/RowList.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useListSaid } from '../ui/spoken.ts'
import { useRowMarks } from '../ui/use-row-marks.ts'
import { useUrlState } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import { CaseLine } from './CaseLine.tsx'
import { type CaseRow, casesQuery, choicesQuery } from './queries.ts'

const keyOf = (row: CaseRow) => row.caseId
const states = ['registered', 'closed', 'any'] as const

export function CasesPage() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [state, change] = useUrlState()
  const [isFiltering, setFiltering] = useState(false)
  const list = useInfiniteQuery(casesQuery(state))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const marks = useRowMarks(rows, { keyOf })
  const fields = useFields()
  useTitle(t('frame.rail_cases'))
  const of = [state.state, state.holder, state.outcome].join()
  useListSaid(list, { of, loading: t('cases.loading'), found: t('search.cases', { count: rows.length }) })
  const open = (row: CaseRow | undefined) => (row ? void navigate({ to: `/cases/${row.caseId}` }) : undefined)
  const filter = () => setFiltering(true)
  useKeys({ ...rowMoves(marks.step), open: () => open(rows[marks.markedAt]), filter })
  return (
    <main id="page" tabIndex={-1} className="inbox is-alone">
      <section className="queue" aria-labelledby="title">
        <div className="page-head">
          <h1 id="title">{t('frame.rail_cases')}</h1>
          <Tabs />
        </div>
        <Filters
          label={t('ui.filters')}
          fields={fields}
          values={state}
          onChange={change}
          isOpen={isFiltering}
          onOpen={setFiltering}
        />
        <List list={list} isEmpty={rows.length === 0} isFiltered={Boolean(state.holder || state.outcome)}>
          <RowList
            label={t('cases.listLabel')}
            className="case-list"
            rows={rows}
            keyOf={keyOf}
            head={<Head />}
            more={list}
            markedAt={marks.markedAt}
            draw={(row, index) => (
              <CaseLine
                row={row}
                index={index}
                isTabStop={index === Math.max(0, marks.markedAt)}
                onOpen={() => open(row)}
                onFocus={() => marks.mark(row)}
              />
            )}
          />
        </List>
        <FootHints
          hints={[
            [['j', 'k'], t('inbox.hintMove')],
            [['Enter'], t('inbox.hintOpen')],
            [['f'], t('frame.keyFilter')],
            [['?'], t('inbox.hintKeys')],
          ]}
        />
      </section>
    </main>
  )
}

function Tabs() {
  const { t } = useTexts()
  const [{ state = 'registered', ...others }] = useUrlState()
  return (
    <nav className="views" aria-label={t('cases.views')}>
      {states.map((one) => (
        <ViewTab
          key={one}
          to="/cases"
          search={{ ...others, state: one === 'registered' ? undefined : one }}
          isHere={one === state}
        >
          {t(`cases.view_${one}`)}
        </ViewTab>
      ))}
    </nav>
  )
}

function useFields(): FilterField[] {
  const { t, language } = useTexts()
  const outcomes = useQuery(choicesQuery()).data?.caseOutcomes ?? []
  const holders = (['own', 'below', 'all'] as const).map((value) => ({ value, label: t(`cases.holder_${value}`) }))
  return [
    { key: 'holder', name: t('cases.heldBy'), kind: 'choice', options: holders },
    {
      key: 'outcome',
      name: t('reports.outcome'),
      kind: 'choice',
      options: outcomes.map((one) => ({ value: one.id, label: nameIn(language, one.label) })),
    },
  ]
}

function Head() {
  const { t } = useTexts()
  const heads = ['colNumber', 'colName', 'heldBy', 'colState', 'colDue', 'colRegistered'] as const
  return heads.map((head, at) => (
    <div role="columnheader" key={head} className={at === heads.length - 1 ? 'end' : undefined}>
      {t(`cases.${head}`)}
    </div>
  ))
}

type ListProps = {
  list: { error: unknown; isPending: boolean; refetch: () => unknown }
  isEmpty: boolean
  isFiltered: boolean
  children: ReactNode
}

function List({ list, isEmpty, isFiltered, children }: ListProps) {
  const { t } = useTexts()
  const [{ state = 'registered' }, change] = useUrlState()
  const fields = [...useFields(), { key: 'state', name: t('cases.colState') }]
  if (!isEmpty) return <>{children}</>
  if (list.error)
    return (
      <ListError
        error={list.error}
        lead={t('cases.failed')}
        onAgain={() => list.refetch()}
        fields={fields}
        onClear={() => change({ state: undefined, holder: undefined, outcome: undefined })}
      />
    )
  if (list.isPending)
    return (
      <div className="queue-list">
        <Skeleton rows={10} label={t('cases.loading')} />
      </div>
    )
  const lead = isFiltered ? 'cases.emptyFiltered' : state === 'closed' ? 'cases.emptyClosed' : 'cases.empty'
  const means = isFiltered ? 'inbox.emptyFilteredMeans' : state === 'closed' ? 'cases.emptyClosedMeans' : 'cases.emptyMeans'
  return (
    <div className="queue-list">
      <EmptyState lead={t(lead)}>
        {t(means)}
        {/* A phone has no keys. */}
        {means === 'cases.emptyMeans' ? <span className="only-wide-inline"> {t('cases.emptyKey')}</span> : null}
      </EmptyState>
    </div>
  )
}
