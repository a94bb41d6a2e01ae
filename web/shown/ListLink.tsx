// A number that opens the list behind it: the Inbox with the query that the server counted under.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { UrlState } from '../ui/use-url-state.ts'

export type Query = Record<string, string | number | boolean | readonly string[]>

/** As it stands in the address: plain strings, several values parted by commas. Seeing this list marks nothing in the Inbox as seen. */
export function searchOf(query: Query): UrlState {
  const entries = Object.entries(query).map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : String(value)])
  return { ...Object.fromEntries(entries), view: 'account' }
}

export function ListLink({ query, className, children }: { query: Query; className?: string; children?: ReactNode }) {
  return (
    <Link to="/inbox" search={searchOf(query) as never} className={className}>
      {children}
    </Link>
  )
}
