// A version in a format that says less: what it cannot say is no change, so it stands as the version before said it. Else an urgency or a
// victim of the fuller document would be gone because the next news of the tip came in the poorer one.
import type { Content, Person, ReportedFile, Sighting, Statement } from '../model/report.ts'
import { carriesOf } from './carries.ts'
import { canCarry } from './facts.ts'
import { twinsOfPeople } from './same-people.ts'

type Can = (group: string) => boolean

export function filled(said: Content<string>, before: Content<string>): Content<string> {
  const carries = carriesOf(said.format)
  const can: Can = (group) => canCarry(carries, group)
  const { people, personOf } = filledPeople(said, before, can)
  const fileOf = twinsOfFiles(said, before)
  const files = said.files.map((file, at) => filledFile(file, before.files[fileOf.indexOf(at)], can))
  const sightings = unsaid(before, can).flatMap((one) => moved(one, { personOf, fileOf }) ?? [])
  return {
    ...said,
    receivedAt: said.receivedAt ?? before.receivedAt,
    incident: filledIncident(said, before, can),
    lawEnforcement: said.lawEnforcement ?? (can('law-enforcement') ? undefined : before.lawEnforcement),
    people,
    sightings: [...said.sightings, ...sightings.filter((one) => !said.sightings.some((other) => isSame(one, other)))],
    files,
    statements: withUnsaid(said.statements, before.statements, (topic) => can(`statement.${topic}`)),
    isRetraction: said.isRetraction ?? (can('retraction') ? undefined : before.isRetraction),
  }
}

/** Of a list of statements those about which the format can say nothing. */
const withUnsaid = (said: Statement<string>[], before: readonly Statement<string>[], can: (topic: string) => boolean) => [
  ...said,
  ...before.filter(({ topic }) => !can(topic)),
]

function filledIncident(
  { incident: said }: Content<string>,
  { incident: before }: Content<string>,
  can: Can,
): Content<string>['incident'] {
  const details = said.details.map((one) => ({ ...one }))
  for (const { kind, statements } of before.details) {
    const unsaid = statements.filter(({ topic }) => !can(`detail.${kind}.${topic}`))
    const own = details.find((one) => one.kind === kind)
    if (own) own.statements = [...own.statements, ...unsaid]
    else if (unsaid.length > 0) details.push({ kind, statements: unsaid })
  }
  const kept = keptWhere(can, 'incident')
  return {
    ...said,
    platform: kept(said.platform, before.platform, 'platform'),
    timeDescription: kept(said.timeDescription, before.timeDescription, 'description'),
    escalation: kept(said.escalation, before.escalation, 'escalation'),
    batched: kept(said.batched, before.batched, 'batched'),
    annotations: can('incident.annotation') ? said.annotations : [...new Set([...said.annotations, ...before.annotations])],
    details,
  }
}

/** People keep their places; those of roles that the format does not name come after them. */
function filledPeople(said: Content<string>, before: Content<string>, can: Can) {
  const people = [...said.people]
  const twins = twinsOfPeople(said, before)
  const personOf = before.people.map((person, at) => {
    const twin = twins[at]!
    if (twin >= 0) people[twin] = filledPerson(people[twin]!, person, can)
    if (twin >= 0 || can(`person.${person.role}.name`)) return twin
    return people.push({ ...person }) - 1
  })
  for (const person of people.slice(said.people.length)) {
    const whose = person.associatedWith === undefined ? -1 : (personOf[person.associatedWith] ?? -1)
    person.associatedWith = whose < 0 ? undefined : whose
  }
  return { people, personOf }
}

function filledPerson(now: Person<string>, was: Person<string>, can: Can): Person<string> {
  const canSay = (field: string) => can(`person.${now.role}.${field}`)
  return {
    ...now,
    isSealed: now.isSealed || was.isSealed,
    gender: now.gender ?? (canSay('gender') ? undefined : was.gender),
    school: now.school ?? (canSay('school') ? undefined : was.school),
    displayNames: now.displayNames.length > 0 || canSay('display name') ? now.displayNames : was.displayNames,
    flags: canSay('flag') ? now.flags : { ...was.flags, ...now.flags },
    priorReports: now.priorReports.length > 0 || canSay('prior') ? now.priorReports : was.priorReports,
    statements: withUnsaid(now.statements, was.statements, (topic) => canSay(`statement.${topic}`)),
  }
}

/** For each file of before its place among those that are said now, by hash; -1 where it is not there any more. */
function twinsOfFiles(said: Content<string>, before: Content<string>): number[] {
  const hashOf = ({ sightings }: Content<string>, at: number) =>
    sightings.find(({ kind, file }) => kind === 'md5' && file === at)?.normal
  const now = said.files.map((_, at) => hashOf(said, at))
  return before.files.map((_, at) => {
    const hash = hashOf(before, at)
    return hash === undefined ? -1 : now.indexOf(hash)
  })
}

function filledFile(now: ReportedFile<string>, was: ReportedFile<string> | undefined, can: Can): ReportedFile<string> {
  if (!was) return now
  const kept = keptWhere(can, 'file')
  return {
    ...now,
    fileId: kept(now.fileId, was.fileId, 'id'),
    uploadedAt: kept(now.uploadedAt, was.uploadedAt, 'uploaded'),
    place: kept(now.place, was.place, 'place'),
    isExifViewed: kept(now.isExifViewed, was.isExifViewed, 'exif viewed'),
    isPublic: kept(now.isPublic, was.isPublic, 'public'),
    relevance: kept(now.relevance, was.relevance, 'relevance'),
    annotations: can('file.annotation') ? now.annotations : [...new Set([...now.annotations, ...was.annotations])],
    details: now.details.length > 0 || can('file.detail') ? now.details : was.details,
    statements: now.statements.length > 0 || can('file.statement') ? now.statements : was.statements,
  }
}

const unsaid = ({ sightings }: Content<string>, can: Can): Sighting<string>[] =>
  sightings.filter(({ role, kind }) => !can(role === 'file' ? `file.${kind}` : `sighting.${role}.${kind}`))

type Moves = { personOf: readonly number[]; fileOf: readonly number[] }

/** In its place among the people and files of now; undefined where what it belonged to is gone. */
function moved(one: Sighting<string>, { personOf, fileOf }: Moves): Sighting<string> | undefined {
  const person = one.person === undefined ? undefined : personOf[one.person]!
  const file = one.file === undefined ? undefined : fileOf[one.file]!
  return person === -1 || file === -1 ? undefined : { ...one, person, file }
}

const isSame = (a: Sighting<string>, b: Sighting<string>): boolean =>
  a.kind === b.kind &&
  a.role === b.role &&
  a.value === b.value &&
  a.person === b.person &&
  a.file === b.file &&
  a.time?.at === b.time?.at

/** What is said now; what was said before stands where the present form cannot say it. */
const keptWhere =
  (can: Can, object: 'incident' | 'file') =>
  <T>(now: T | undefined, was: T | undefined, group: string) =>
    now ?? (can(`${object}.${group}`) ? undefined : was)
