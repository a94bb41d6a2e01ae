// The places that this person may go to, in the order of the rail.
import { type RailItem, railItems } from '../pages.tsx'
import { useMe } from '../session.ts'

export function usePlaces(): readonly RailItem[] {
  const { may } = useMe()
  return railItems.filter((item) => !item.needs || may[item.needs])
}

/** Whether a path of the table (`/reports/$id`) is the one in the address. */
export function isAt(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.replace(/\/$/, '').split('/')
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith('$') || part === given[at])
}
