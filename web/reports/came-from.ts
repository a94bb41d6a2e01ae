// Where one came from to a report: kept for each entry of the browser's history, in memory, so that going back and forth changes nothing.
import type { AnyRouter } from '@tanstack/react-router'

/** From one report to another and on: each knows the one before. */
export type Place = { href: string; before?: Place | undefined }
type Location = { href: string; pathname: string; state: { __TSR_key?: string } }

const places = new Map<string, Place | undefined>()
let given: { to: string; place: Place | undefined } | undefined

const keyOf = ({ state }: Location) => state.__TSR_key ?? ''

export const cameFrom = (location: Location): Place | undefined => places.get(keyOf(location))

/** An entry of the history that is returned to keeps its place; another part of the same page has the same. */
export function noteMove(from: Location | undefined, to: Location) {
  // A link that was opened in another tab says it here all the same.
  const told = given?.to === to.pathname ? given : undefined
  given = undefined
  if (!from || !to.pathname.startsWith('/reports/') || places.has(keyOf(to))) return
  const before = cameFrom(from)
  const isSame = from.pathname === to.pathname
  places.set(keyOf(to), told ? told.place : isSame ? before : { href: from.href, before })
}

/** Before a step through one list: the next of it was come to from where this one was. */
export function keepPlace(location: Location, to: string) {
  given = { to, place: cameFrom(location) }
}

/** Before going back: a report that one returns to was come to from where it was at first. */
export function leaveTo(place: Place | undefined) {
  given = place && { to: place.href.replace(/[?#].*/, ''), place: place.before }
}

export function startPlaces(router: AnyRouter) {
  router.subscribe('onBeforeNavigate', ({ fromLocation, toLocation }) => noteMove(fromLocation, toLocation))
}
