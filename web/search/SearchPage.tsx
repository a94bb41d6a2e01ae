// Exact search: a number of a report or case, or an identifier. Own reports in full, others as the unit and how many, sealed matches
// as a sentence; it never tells which.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type Answer, ask } from '../api.ts'
import { Page } from '../frame/Page.tsx'
import { ReportList } from '../reports/ReportList.tsx'
import type { Row } from '../reports/shapes.ts'
import { CaseState } from '../shown/StateWord.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Section } from '../ui/Small.tsx'
import { useUrlState } from '../ui/use-url-state.ts'

type Found = Answer<'GET /api/search'>

export function SearchPage() {
  const { t } = useTexts()
  const [state] = useUrlState()
  const words = String(state.q ?? '').trim()
  const isEnough = words.length >= 2
  const found = useQuery({ queryKey: ['search', words], queryFn: () => ask('GET /api/search', { q: words }), enabled: isEnough })
  return (
    <Page title={t('frame.rail_search')} sub={t('search.exact')}>
      <SearchForm words={words} key={words} />
      {!isEnough ? <EmptyState lead={t('search.empty')}>{t('search.emptyMeans')}</EmptyState> : null}
      {found.isPending && isEnough ? <Skeleton label={t('search.loading')} /> : null}
      {found.error ? <ErrorMessage error={found.error} lead={t('search.failed')} onAgain={() => void found.refetch()} /> : null}
      {found.data ? <Results found={found.data} words={words} /> : null}
    </Page>
  )
}

function SearchForm({ words }: { words: string }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(words)
  const go = (event: FormEvent) => {
    event.preventDefault()
    navigate({ to: '/search', search: { q: typed.trim() } as never })
  }
  return (
    <form className="filters" role="search" onSubmit={go} aria-label={t('frame.rail_search')}>
      <label className="find">
        <span className="away">{t('search.field')}</span>
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t('frame.searchHint')}
        />
      </label>
      <Button type="submit" look="primary">
        {t('frame.rail_search')}
      </Button>
    </form>
  )
}

function Results({ found, words }: { found: Found; words: string }) {
  const { t, language } = useTexts()
  const { reports, cases, elsewhere, sealed } = found
  const isNothing = reports.length + cases.length + elsewhere.length + sealed === 0
  if (isNothing) return <EmptyState lead={t('search.nothing', { words })}>{t('search.nothingMeans')}</EmptyState>
  return (
    <div className="pad">
      {cases.length > 0 ? (
        <Section id="cases" title={t('frame.rail_cases')}>
          <ul>
            {cases.map((one) => (
              <li key={one.caseId} className="row-of">
                <Link to={`/cases/${one.caseId}`} className="id">
                  {one.number}
                </Link>
                <CaseState state={one.state} /> {nameIn(language, one.unit.name)}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {reports.length > 0 ? (
        <Section
          id="reports"
          title={t('search.reports')}
          sub={found.isMore ? t('search.more', { count: reports.length }) : undefined}
        >
          <ReportList rows={reports as unknown as Row[]} label={t('search.reports')} />
        </Section>
      ) : null}
      {elsewhere.length > 0 ? (
        <Section id="elsewhere" title={t('search.elsewhere')} sub={t('search.elsewhereMeans')}>
          <ul>
            {elsewhere.map(({ unit, n }) => (
              <li key={unit.no}>{t('search.unitHolds', { unit: nameIn(language, unit.name), count: n })}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {sealed > 0 ? <p className="sub">{t('search.sealed', { count: sealed })}</p> : null}
    </div>
  )
}
