// Search: exactly what was typed, a number or an identifier. What one sees in full; what others hold as their unit and how many.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef } from 'react'
import '../styles/search.css'
import { ask } from '../api.ts'
import { useKeys } from '../frame/keys.ts'
import { Page } from '../frame/Page.tsx'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { foundText, useFoundSaid } from '../ui/spoken.ts'
import { useUrlState } from '../ui/use-url-state.ts'
import { Found, type Result } from './Found.tsx'
import { HowToSearch } from './HowToSearch.tsx'

const SHORTEST = 2

export function SearchPage() {
  const { t } = useTexts()
  const [state] = useUrlState()
  const q = (state.q ?? '').trim()
  const isAsked = q.length >= SHORTEST
  // Each search is an entry of the log: asked once, not again because somebody looks away and back.
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['search', q],
    queryFn: () => ask('POST /api/search', { q }),
    enabled: isAsked,
    meta: { isLogged: true },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  useFoundSaid({ of: q, text: useFoundWords(isAsked ? data : undefined) })
  return (
    <Page title={t('frame.rail_search')} className="search-page">
      <SearchField q={q} onAgain={refetch} />
      {q && !isAsked ? <p className="pad">{t('search.tooShort', { count: SHORTEST })}</p> : null}
      {!q ? <HowToSearch /> : null}
      {isAsked && isFetching && !data ? <Skeleton rows={6} label={t('search.loading')} /> : null}
      {error ? <ErrorMessage error={error} lead={t('search.failed')} onAgain={() => refetch()} /> : null}
      {isAsked && data ? <Found q={q} result={data} /> : null}
    </Page>
  )
}

/** How many of each, for a screen reader. */
function useFoundWords(result: Result | undefined): string | undefined {
  const { t } = useTexts()
  if (!result) return undefined
  const { reports, cases, elsewhere, isMoreElsewhere, sealed, isMore } = result
  const held = elsewhere.reduce((sum, one) => sum + one.n, 0)
  const parts = [
    reports.length > 0 ? t('reports.nReports', { count: reports.length }) : '',
    cases.length > 0 ? t('search.cases', { count: cases.length }) : '',
    sealed > 0 ? t('search.nSealed', { count: sealed }) : '',
    held > 0 ? t('search.nElsewhere', { count: held }) : '',
  ].filter(Boolean)
  return parts.length > 0 ? foundText(parts, isMore || isMoreElsewhere) : t('search.nothing')
}

function SearchField({ q, onAgain }: { q: string; onAgain: () => unknown }) {
  const queries = useQueryClient()
  const { t } = useTexts()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  useKeys({ search: () => field.current?.focus() })
  useEffect(() => {
    if (field.current) field.current.value = q
    if (!q) field.current?.focus()
  }, [q])
  const go = (event: FormEvent) => {
    event.preventDefault()
    const words = field.current?.value.trim() ?? ''
    // Whoever searches again wants to know what is there now.
    if (words !== q) queries.removeQueries({ queryKey: ['search', words] })
    navigate({ to: '/search', search: (words ? { q: words } : {}) as never })
    if (words === q && words.length >= SHORTEST) onAgain()
    // From here the keys move through what was found.
    if (words) document.getElementById('page')?.focus({ preventScroll: true })
  }
  return (
    <form className="search-form" onSubmit={go} role="search" aria-label={t('search.exactly')}>
      <label className="find">
        <Icon name="search" />
        <span className="away">{t('search.exactly')}</span>
        <input ref={field} type="search" className="id" defaultValue={q} maxLength={400} placeholder={t('search.hint')} />
      </label>
      <Button type="submit" look="primary">
        {t('frame.rail_search')}
      </Button>
    </form>
  )
}
