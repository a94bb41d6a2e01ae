// The people or services of one view, one row each; the panel has what may be done.
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { RowOpen } from '../ui/RowOpen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { State } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import type { UrlState } from '../ui/use-url-state.ts'
import type { Person } from './queries.ts'

type Props = {
  list: UseQueryResult<readonly Person[]>
  people: readonly Person[]
  state: UrlState
  onOpen: (person: Person) => void
  onClear: () => void
}

const PAGE_ROWS = 100

export function PeopleList({ list, people, state, onOpen, onClear }: Props) {
  const { t } = useTexts()
  const [most, setMost] = useState(PAGE_ROWS)
  const columns = useColumns(state, onOpen)
  if (list.error && !list.data)
    return <ErrorMessage error={list.error} lead={t('people.failed')} onAgain={() => list.refetch()} />
  if (!list.data) return <Skeleton rows={8} label={t('people.loading')} />
  if (people.length === 0) return <Empty state={state} onClear={onClear} />
  const rows = people.slice(0, most)
  return (
    <div className="rows">
      <DataTable
        label={t('frame.rail_people')}
        className="is-two people"
        columns={columns}
        rows={rows}
        rowKey={(person) => person.personId}
        rowClass={(person) => (person.personId === state.open ? 'is-row is-open' : 'is-row')}
        onRow={onOpen}
      />
      {rows.length < people.length ? (
        <p className="rows-foot row-of">
          <Button onClick={() => setMost(most + PAGE_ROWS)}>{t('ui.moreRows')}</Button>
          <span>{t('ui.ofTotal', { part: rows.length, total: people.length })}</span>
        </p>
      ) : null}
    </div>
  )
}

function useColumns(state: UrlState, onOpen: (person: Person) => void): Column<Person>[] {
  const { t } = useTexts()
  const isServices = state.view === 'services'
  const last: Column<Person> = isServices
    ? { key: 'tokens', head: t('people.tokens'), label: t('people.tokens'), cell: (person) => <Tokens person={person} /> }
    : { key: 'codes', head: t('people.codes'), label: t('people.codes'), cell: (person) => <Codes person={person} /> }
  return [
    {
      key: 'name',
      head: t('people.name'),
      isHead: true,
      cell: (person) => (
        <span className="two">
          <RowOpen isOpen={person.personId === state.open} onOpen={() => onOpen(person)}>
            {person.name}
          </RowOpen>
          <span className="sub cut">{person.login}</span>
        </span>
      ),
    },
    { key: 'roles', head: t('people.roles'), label: t('people.roles'), cell: (person) => <Roles person={person} /> },
    last,
    {
      key: 'since',
      head: t('people.since'),
      label: t('people.since'),
      cell: (person) => <Time at={person.madeAt} as="date" />,
    },
  ]
}

/** The first role in full, the rest as a number: a row stays a row. */
function Roles({ person }: { person: Person }) {
  const { t, has, language } = useTexts()
  const [first, ...rest] = person.roles
  if (!first) return <span className="warn">{t('people.noRole')}</span>
  return (
    <span className="two">
      <span className="cut">{has(`role.${first.role}`) ?? first.role}</span>
      <span className="sub cut">
        {nameIn(language, first.unit.name)}
        {rest.length > 0 ? ` · ${t('people.moreRoles', { count: rest.length })}` : null}
      </span>
    </span>
  )
}

function Codes({ person }: { person: Person }) {
  const { t } = useTexts()
  if (person.kind === 'service') return <Tokens person={person} />
  return <State shape={person.isTotpOn ? 'done' : 'open'}>{t(person.isTotpOn ? 'people.codesOn' : 'people.codesOff')}</State>
}

function Tokens({ person }: { person: Person }) {
  const { t } = useTexts()
  const used = person.tokens.map((token) => token.usedAt).filter((at) => at !== null)
  const last = used.sort().at(-1)
  return (
    <span className="two">
      <span>{t('people.tokenCount', { count: person.tokens.length })}</span>
      <span className="sub">{last ? <Time at={last} /> : t('people.neverUsed')}</span>
    </span>
  )
}

function Empty({ state, onClear }: { state: UrlState; onClear: () => void }) {
  const { t } = useTexts()
  if (state.q || state.role) {
    const next = (
      <button type="button" className="linklike" onClick={onClear}>
        {t('ui.clearFilters')}
      </button>
    )
    return (
      <EmptyState lead={t('people.emptyFiltered')} next={next}>
        {t('people.emptyFilteredMeans')}
      </EmptyState>
    )
  }
  const view = state.view === 'services' || state.view === 'disabled' ? state.view : 'people'
  return <EmptyState lead={t(`people.empty_${view}`)}>{t(`people.empty_${view}Means`)}</EmptyState>
}
