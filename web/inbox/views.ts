// The views of the Inbox that everybody has, and those that a person saved: a name and a query of the address.
import type { TextKey } from '../texts/texts.ts'
import type { UrlState } from '../ui/use-url-state.ts'

export const standardViews: readonly { id: string; label: TextKey; query: UrlState }[] = [
  { id: 'open', label: 'inbox.viewOpen', query: {} },
  { id: 'mine', label: 'inbox.viewMine', query: { assignee: 'me' } },
  { id: 'danger', label: 'inbox.viewDanger', query: { band: 'now' } },
  { id: 'follow-ups', label: 'inbox.viewFollowUps', query: { isFollowUp: 'true' } },
  { id: 'returned', label: 'inbox.viewReturned', query: { isReturned: 'true' } },
  { id: 'offered', label: 'inbox.viewOffered', query: { state: 'offered' } },
  { id: 'enquiry', label: 'inbox.viewEnquiry', query: { state: 'acknowledged' } },
]

/** What is not a filter: which view is named, and which report is open. */
const notFilters = new Set(['view', 'open'])

export function filtersOf(state: UrlState): UrlState {
  return Object.fromEntries(Object.entries(state).filter(([key, value]) => value && !notFilters.has(key)))
}

/** A view is shown as current when the address holds just its query; sorting does not matter. */
export function isSameQuery(a: UrlState, b: UrlState): boolean {
  const plain = (query: UrlState) =>
    JSON.stringify(
      Object.entries(filtersOf(query))
        .filter(([key]) => key !== 'sort')
        .sort(),
    )
  return plain(a) === plain(b)
}
