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
import { useUrlState } from '../ui/use-url-state.ts'
import { Found } from './Found.tsx'
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
    queryFn: () => ask('GET /api/search', { q }),
    enabled: isAsked,
    meta: { isLogged: true },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
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
