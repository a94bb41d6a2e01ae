// Who is sealed in one document of a report is sealed in all of them: a version that leaves out an age, or a format that cannot say that it
// is between minors, opens nobody, and what an earlier version said openly of somebody who is now stated to be a child is sealed there, too.
import type { Content, IdentifierKind, Person } from '../model/report.ts'
import type { KnownVersion } from './decide.ts'
import { withSealed } from './normalise.ts'
import { isNoOther, nameOf } from './same-people.ts'

/** A document of the report that stands in the database and is to be sealed anew. */
export interface Resealed {
  version: number
  rendition: number
  content: Content<string>
}

/** What a chunk brings of it. */
interface Kept {
  version: number
  rendition: number
  content: Content<string>
  sealed?: Buffer
  standing?: { rendition: number; content: Content<string> }
}

/** A report (judge.ts): what stands of it, what comes, and by what it is judged. */
interface Current {
  versions: KnownVersion[]
  kept: Kept[]
  resealed: Resealed[]
  version: number
  rendition: number
  content: Content<string>
  contents: Content<string>[]
  sightings?: Buffer
  isTouched: boolean
}

/** What arrives, sealed as the documents say that are there; and they as it says. */
export function sealTogether(current: Current, arriving: Content<string>): Content<string> {
  const content = current.versions.reduce((sealed, one) => sealedAsIn(sealed, one.content()), arriving)
  const more = current.versions.filter((one) => {
    const before = one.content()
    const now = sealedAsIn(before, content)
    if (now !== before) reseal(current, one, now)
    return now !== before
  })
  // All of them: an identifier is open only where one of them still says it openly.
  if (more.length > 0)
    Object.assign(current, {
      isTouched: true,
      sightings: undefined,
      contents: current.versions.map((one) => one.content()),
    })
  return content
}

function reseal(current: Current, one: KnownVersion, content: Content<string>): void {
  const { version, rendition } = one
  one.content = () => content
  const isThis = (other: { version: number; rendition: number }) => other.version === version && other.rendition === rendition
  const keep = current.kept.find((kept) => isThis(kept) || isStandingOf(kept, one))
  if (!keep) current.resealed = [...current.resealed.filter((other) => !isThis(other)), { version, rendition, content }]
  else if (isThis(keep)) Object.assign(keep, { content, sealed: undefined })
  else keep.standing = { rendition, content }
  if (isThis(current)) current.content = content
}

const isStandingOf = (kept: Kept, one: KnownVersion): boolean =>
  kept.version === one.version && kept.standing?.rendition === one.rendition

/** The content with those of its people sealed whom another document of the report seals; itself where there is nobody more. */
export function sealedAsIn(content: Content<string>, other: Content<string>): Content<string> {
  if (!other.people.some(({ isSealed }) => isSealed)) return content
  const more = content.people.flatMap((person, at) => (!person.isSealed && isSealedIn(other, { content, at }) ? at : []))
  return more.length === 0 ? content : withSealed(content, new Set(more))
}

/**
 * By the first of these ways in which anybody is found there: the name in the same role, an own identifier in the same role, the place in
 * the role, and either of the first two in another role, since who is called a suspect today may be a victim tomorrow.
 */
function isSealedIn({ people, sightings }: Content<string>, { content, at }: { content: Content<string>; at: number }): boolean {
  const person = content.people[at]!
  const own = identifiersOf(content.sightings, at)
  const isNamed = (one: Person<string>) => nameOf(person) !== '' && nameOf(one) === nameOf(person)
  const isSeen = (one: Person<string>) =>
    own.size > 0 && [...identifiersOf(sightings, people.indexOf(one))].some((id) => own.has(id))
  const inRole = people.filter(({ role }) => role === person.role)
  const ways = [
    inRole.filter(isNamed),
    inRole.filter(isSeen),
    inRole.filter((one) => one.ordinal === person.ordinal && isNoOther(one, person)),
    people.filter((one) => isNamed(one) || isSeen(one)),
  ]
  return ways.find((found) => found.length > 0)?.some(({ isSealed }) => isSealed) ?? false
}

/** What belongs to one person, as a rule. */
const OWN: ReadonlySet<IdentifierKind> = new Set(['account', 'email', 'phone', 'screen-name'])

const identifiersOf = (sightings: Content<string>['sightings'], at: number): Set<string> =>
  new Set(
    sightings.flatMap(({ kind, person, service, normal, value }) =>
      person === at && OWN.has(kind) ? `${kind} ${service ?? ''} ${normal ?? value}` : [],
    ),
  )
