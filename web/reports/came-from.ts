// Where one came from to a report: kept for each entry of the browser's history, so that going back and forth changes nothing; for the tab
// and its person, so that loading the page anew does not either.
import type { AnyRouter } from '@tanstack/react-router'

/** From one report to another and on: each knows the one before. */
export type Place = { href: string; before?: Place | undefined }
type Location = { href: string; pathname: string; state: { __TSR_key?: string } }

const KEPT = 'tipbridge.came-from'
const MOST_KEPT = 100
/** From report to report; further back nobody goes step by step. */
const FURTHEST = 20

const places = new Map<string, Place | undefined>()
let owner = ''
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
  const place = told ? told.place : isSame ? before : { href: from.href, before }
  places.set(keyOf(to), within(FURTHEST, place))
  keep()
}

/** Before a step through one list: the next of it was come to from where this one was. */
export function keepPlace(location: Location, to: string) {
  given = { to, place: cameFrom(location) }
}

/** Before going back: a report that one returns to was come to from where it was at first. */
export function leaveTo(place: Place | undefined) {
  given = place && { to: place.href.replace(/[?#].*/, ''), place: place.before }
}

function within(steps: number, place: Place | undefined): Place | undefined {
  return place && { href: place.href, before: steps > 1 ? within(steps - 1, place.before) : undefined }
}

function keep() {
  if (!owner) return
  const entries = [...places].slice(-MOST_KEPT)
  globalThis.sessionStorage?.setItem(KEPT, JSON.stringify({ owner, entries }))
}

function readKept(): { owner: string; entries: [string, Place | undefined][] } | undefined {
  try {
    return JSON.parse(globalThis.sessionStorage?.getItem(KEPT) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Whose they are, told before any page is shown: another's are forgotten. */
export function placesAreOf(personId: string) {
  if (owner === personId) return
  const kept = readKept()
  places.clear()
  owner = personId
  if (kept?.owner === personId) for (const [key, place] of kept.entries) places.set(key, place)
  keep()
}

export function forgetPlaces() {
  places.clear()
  globalThis.sessionStorage?.removeItem(KEPT)
}

export function startPlaces(router: AnyRouter) {
  router.subscribe('onBeforeNavigate', ({ fromLocation, toLocation }) => noteMove(fromLocation, toLocation))
}
