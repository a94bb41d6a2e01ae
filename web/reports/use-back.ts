// The way back from a report: to the page from which it was opened, else to the Inbox as it was last seen, where it stands open.
import { useLocation } from '@tanstack/react-router'
import { lastInbox } from '../inbox/last.ts'
import { useTexts } from '../texts/Say.tsx'
import { parseSearch } from '../ui/use-url-state.ts'
import { cameFrom, keepPlace, leaveTo } from './came-from.ts'

export function useBack(number: string) {
  const location = useLocation()
  const labelOf = useLabels()
  const place = cameFrom(location)
  const { pathname, search, hash } = new URL(place?.href ?? '/inbox', window.location.origin)
  const isInbox = pathname === '/inbox'
  // What is known of the Inbox is gone when the page was loaded anew, and stands in the address from which one came.
  const inbox = place ? parseSearch(search) : lastInbox()
  return {
    isInbox,
    label: labelOf(pathname),
    way: {
      to: pathname,
      search: (isInbox ? { ...inbox, open: number } : parseSearch(search)) as never,
      hash: hash.slice(1),
    },
    /** Told before it is gone. */
    leave: () => leaveTo(place),
    /** Told before the next of the same list is opened. */
    keepFor: (to: string) => keepPlace(location, to),
  }
}
export type Back = ReturnType<typeof useBack>

/** A report by its number, a case as such, any other page by its place in the rail. */
function useLabels() {
  const { t, has } = useTexts()
  return (path: string): string => {
    const [, place, id] = path.split('/')
    if (place === 'reports' && id) return decodeURIComponent(id)
    if (place === 'cases' && id) return t('reports.crumbCase')
    return has(`frame.rail_${place}`) ?? t('frame.fromHere')
  }
}
