// The way back from a report: to the page from which it was opened, else to the Inbox as it was last seen, where it stands open.
import { useLocation } from '@tanstack/react-router'
import { isAt } from '../frame/places.ts'
import { lastInbox } from '../inbox/last.ts'
import { pages, railItems } from '../pages.tsx'
import { useTexts } from '../texts/Say.tsx'
import { parseSearch } from '../ui/use-url-state.ts'
import { cameFrom, keepPlace, leaveTo } from './came-from.ts'

export function useBack(number: string) {
  const location = useLocation()
  const labelOf = useLabels()
  const place = cameFrom(location)
  const { pathname, search, hash } = new URL(place?.href ?? '/inbox', window.location.origin)
  const isInbox = isAt('/inbox', pathname)
  return {
    isInbox,
    label: labelOf(pathname),
    way: {
      to: pathname,
      search: (isInbox ? { ...lastInbox(), open: number } : parseSearch(search)) as never,
      hash: hash.slice(1),
    },
    /** Told before it is gone. */
    leave: () => leaveTo(place),
    /** Told before the next of the same list is opened. */
    keepFor: (to: string) => keepPlace(location, to),
  }
}
export type Back = ReturnType<typeof useBack>

function useLabels() {
  const { t } = useTexts()
  return (path: string): string => {
    if (isAt('/reports/$id', path)) return decodeURIComponent(path.split('/')[2] ?? '')
    if (isAt('/cases/$id', path)) return t('reports.crumbCase')
    const page = pages.find((one) => isAt(one.path, path))
    const item = railItems.find((one) => one.name === page?.rail)
    return item ? t(item.label) : t('frame.fromHere')
  }
}
