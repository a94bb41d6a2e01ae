// What one sees stands in the address: filters, sort, the open item. A link shows a colleague the same.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type UrlState = Record<string, string | undefined>

/** The address's query as plain strings, and a way to change some of it; `undefined` or '' takes a key away. */
export function useUrlState(): [UrlState, (change: UrlState, how?: { push?: boolean }) => void] {
  const state = useSearch({ strict: false }) as UrlState
  const navigate = useNavigate()
  const change = useCallback(
    (changed: UrlState, how: { push?: boolean } = {}) => {
      const next = (before: UrlState) =>
        Object.fromEntries(Object.entries({ ...before, ...changed }).filter(([, value]) => value))
      navigate({ to: '.', search: next as never, replace: !how.push, resetScroll: false })
    },
    [navigate],
  )
  return [state, change]
}

/** Plain strings on both ways: `?q=5` is text, never a number. What is given several times is kept with commas between. */
export function parseSearch(text: string): UrlState {
  const given = new URLSearchParams(text)
  return Object.fromEntries([...new Set(given.keys())].map((key) => [key, given.getAll(key).join(',')]))
}

export function writeSearch(state: Record<string, unknown>): string {
  const kept = Object.entries(state).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString()
  return text ? `?${text}` : ''
}
