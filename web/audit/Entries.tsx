// The entries, newest first, one row each: when and at which place, who, what and how it ended, about what.
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { actorName } from '../shown/actor-name.ts'
import { Mark } from '../shown/Mark.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { MoreRows } from '../ui/MoreRows.tsx'
import { RowOpen } from '../ui/RowOpen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { State } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import type { UrlState } from '../ui/use-url-state.ts'
import { Place } from './Place.tsx'
import type { Entry } from './queries.ts'
import { SubjectKind, SubjectName, usePlaceOf } from './SubjectName.tsx'
import { actionWords, markOf } from './words.ts'

type Props = {
  list: UseInfiniteQueryResult<unknown>
  entries: readonly Entry[]
  filters: UrlState
  openId: string | undefined
  onOpen: (entry: Entry) => void
  onChange: (change: UrlState) => void
}

export function Entries({ list, entries, filters, openId, onOpen, onChange }: Props) {
  const { t } = useTexts()
  const columns = useColumns(openId, onOpen)
  if (list.error && entries.length === 0)
    return <ErrorMessage error={list.error} lead={t('audit.failed')} onAgain={() => list.refetch()} />
  if (list.isPending) return <Skeleton rows={10} label={t('audit.loading')} />
  if (entries.length === 0) return <Empty filters={filters} onChange={onChange} />
  return (
    <div className="rows">
      <DataTable
        label={t('audit.listLabel')}
        className="is-two log"
        columns={columns}
        rows={entries}
        rowKey={(entry) => entry.entryId}
        rowClass={(entry) => (entry.entryId === openId ? 'is-row is-open' : 'is-row')}
        onRow={onOpen}
      />
      <MoreRows list={list} shown={entries.length} />
    </div>
  )
}

function useColumns(openId: string | undefined, onOpen: (entry: Entry) => void): Column<Entry>[] {
  const { t, has } = useTexts()
  return [
    {
      key: 'what',
      head: t('audit.colAction'),
      isHead: true,
      className: 'c-what',
      cell: (entry) => (
        <span className="log-what">
          <Mark kind={markOf(entry)} isAlone />
          <span className="two">
            <RowOpen isOpen={entry.entryId === openId} onOpen={() => onOpen(entry)}>
              {actionWords(has, entry.action)}
            </RowOpen>
            <Outcome entry={entry} />
          </span>
        </span>
      ),
    },
    { key: 'subject', head: t('audit.colSubject'), label: t('audit.colSubject'), cell: (entry) => <Subject entry={entry} /> },
    { key: 'person', head: t('audit.colPerson'), label: t('audit.colPerson'), cell: (entry) => <Person entry={entry} /> },
    {
      key: 'time',
      head: t('audit.colTime'),
      label: t('audit.colTime'),
      className: 'c-time',
      cell: (entry) => (
        <span className="two">
          <span className="nowrap">
            <Time at={entry.at} as="date" />, <Time at={entry.at} as="clock" seconds />
          </span>
          <Place of={entry} />
        </span>
      ),
    },
  ]
}

/** What was done is the rule and stays quiet; a refusal or a failure says so, and why. */
function Outcome({ entry }: { entry: Entry }) {
  const { t, has } = useTexts()
  if (entry.outcome === 'done') return <span className="sub">{t('audit.outcome_done')}</span>
  const code = typeof entry.detail.code === 'string' ? entry.detail.code : ''
  const why = has(`whyNot.${code}`) ?? has(`auditWhy.${code}`) ?? code
  return (
    <span className="sub log-outcome">
      <State shape="risk">{t(`audit.outcome_${entry.outcome}`)}</State>
      {why ? <span className="cut">{why}</span> : null}
    </span>
  )
}

function Subject({ entry }: { entry: Entry }) {
  const place = usePlaceOf()
  const { subject } = entry
  if (!subject) return <span className="quiet none">–</span>
  const to = place(subject)
  const name = <SubjectName of={subject} />
  return (
    <span className="two">
      {to ? (
        <Link to={to} preload={false} onClick={(event) => event.stopPropagation()}>
          {name}
        </Link>
      ) : (
        <span>{name}</span>
      )}
      <SubjectKind of={subject} />
    </span>
  )
}

function Person({ entry }: { entry: Entry }) {
  const { t, language } = useTexts()
  return (
    <span className="two">
      <span className="cut">{actorName(entry.actor.name) || t('audit.nobody')}</span>
      <span className="sub cut">{entry.unit ? nameIn(language, entry.unit.name) || entry.unit.no : t('audit.noUnit')}</span>
    </span>
  )
}

function Empty({ filters, onChange }: Pick<Props, 'filters' | 'onChange'>) {
  const { t } = useTexts()
  if (Object.keys(filters).length === 0) return <EmptyState lead={t('audit.empty')}>{t('audit.emptyMeans')}</EmptyState>
  const clear = () => onChange(Object.fromEntries(Object.keys(filters).map((key) => [key, undefined])))
  return (
    <EmptyState
      lead={t('audit.emptyFiltered')}
      next={
        <button type="button" className="linklike" onClick={clear}>
          {t('ui.clearFilters')}
        </button>
      }
    >
      {t('audit.emptyFilteredMeans')}
    </EmptyState>
  )
}
