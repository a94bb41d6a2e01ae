// Finds the signals of triage in one report. Which of them count, and how much, is the pack's; what a signal is stands here.
// A claim is what the sender says; a fact is what we observed. No sealed value may enter `params` or `evidence`.
import type { ScoringSignal } from '../country/signals.data.ts'
import type { Enriched } from '../model/chunk.ts'
import { type Content, type Person, type PersonRole, pseudonym } from '../model/report.ts'
import type { LinkedFacts } from './linked.ts'

export interface Given {
  content: Content<string>
  enriched: Enriched
  linked: LinkedFacts
  /** When it arrived here. */
  receivedAt: Date
}

/** What the files say, counted once for all the signals that ask. */
export interface FileTally {
  /** Ordinals by annotation, and by category in capitals. */
  annotated: ReadonlyMap<string, number[]>
  categorised: ReadonlyMap<string, number[]>
}

export function tallyOf({ files }: Content<string>): FileTally {
  const annotated = new Map<string, number[]>()
  const categorised = new Map<string, number[]>()
  const add = (to: Map<string, number[]>, code: string, ordinal: number): void => {
    const known = to.get(code)
    if (known) known.push(ordinal)
    else to.set(code, [ordinal])
  }
  for (const { annotations, category, ordinal } of files) {
    for (const code of annotations) add(annotated, code, ordinal)
    if (category !== undefined) add(categorised, category.toUpperCase(), ordinal)
  }
  return { annotated, categorised }
}

export interface Found {
  /** How often the signal was met; 1 unless said. */
  count?: number
  params?: Record<string, string | number | boolean>
  evidence: string[]
}

export type Finder = (given: Given & { tally: FileTally }) => Found | undefined

export const MANY_FILES = 10
/** From this many other reports on, a file is viral here. */
export const VIRAL_REPORTS = 20
export const RECENT_HOURS = 72
const ADULT = 18
const HOUR = 3_600_000
const MOST_EVIDENCE = 8

const some = (evidence: string[]): Found | undefined =>
  evidence.length === 0 ? undefined : { count: evidence.length, evidence: evidence.slice(0, MOST_EVIDENCE) }

const incidentType =
  (...types: string[]): Finder =>
  ({ content }) =>
    content.incident.type !== null && types.includes(content.incident.type) ? { evidence: ['content:incident.type'] } : undefined

const annotation =
  (code: string): Finder =>
  ({ content }) =>
    content.incident.annotations.includes(code) ? { evidence: ['content:incident.annotations'] } : undefined

function ofFiles(ordinals: number[] | undefined, content: Content<string>): Found | undefined {
  if (ordinals === undefined) return undefined
  const count = ordinals.length
  const evidence = ordinals.slice(0, MOST_EVIDENCE).map((ordinal) => `file:${ordinal}`)
  return { count, params: { count, of: content.files.length }, evidence }
}

const fileAnnotation =
  (code: string): Finder =>
  ({ content, tally }) =>
    ofFiles(tally.annotated.get(code), content)

const category =
  (code: string): Finder =>
  ({ content, tally }) =>
    ofFiles(tally.categorised.get(code), content)

const people = (content: Content<string>, role: PersonRole, isMeant: (person: Person<string>) => boolean): Found | undefined =>
  some(content.people.filter((person) => person.role === role && isMeant(person)).map((person) => `person:${pseudonym(person)}`))

const suspectFlag =
  (...flags: string[]): Finder =>
  ({ content }) => {
    const found = people(content, 'suspect', (person) => flags.some((flag) => person.flags[flag] === true))
    return found && { evidence: found.evidence }
  }

const isChild = ({ age }: Person<string>): boolean => age !== undefined && age < ADULT

const counted = (found: Found | undefined): Found | undefined => found && { ...found, params: { count: found.count! } }

const isNamed = (person: Person<string>, content: Content<string>): boolean =>
  Boolean(person.firstName || person.lastName || person.displayNames.length > 0 || person.school) ||
  content.sightings.some((sighting) => sighting.person !== undefined && content.people[sighting.person] === person)

const viewed: Finder = ({ content }) => {
  if (content.files.length === 0) return undefined
  const stated = content.files.filter((file) => file.isViewed !== undefined)
  const answer = stated.length === 0 ? 'not-stated' : stated.some((file) => file.isViewed) ? 'yes' : 'no'
  return { params: { answer }, evidence: stated.slice(0, MOST_EVIDENCE).map((file) => `file:${file.ordinal}`) }
}

const seenFiles =
  (isMeant: (elsewhere: number) => boolean): Finder =>
  ({ linked }) => {
    const meant = [...linked.filesElsewhere].filter(([, elsewhere]) => isMeant(elsewhere))
    if (meant.length === 0) return undefined
    const count = meant.length
    const evidence = meant.slice(0, MOST_EVIDENCE).map(([ordinal]) => `file:${ordinal}`)
    return { count, params: { count, of: linked.filesElsewhere.size }, evidence }
  }

const knownFile: Finder = (given) => {
  const found = seenFiles((elsewhere) => elsewhere > 0)(given)
  return found && { ...found, params: { ...found.params, reports: Math.max(...given.linked.filesElsewhere.values()) } }
}

const viralHere: Finder = (given) => {
  const found = seenFiles((elsewhere) => elsewhere >= VIRAL_REPORTS)(given)
  return found && { evidence: found.evidence, params: { reports: Math.max(...given.linked.filesElsewhere.values()) } }
}

const reportRefs = (linked: LinkedFacts): string[] => linked.reportIds.map((id) => `report:${id}`)

const repeatSuspect: Finder = ({ linked }) =>
  linked.shown === 0
    ? undefined
    : {
        count: linked.shown,
        params: { identifier: linked.identifier, reports: linked.shown },
        evidence: reportRefs(linked),
      }

const caseLinked: Finder = ({ linked }) => {
  const [first] = linked.cases
  if (first === undefined) return undefined
  const evidence = linked.cases.map(({ caseId }) => `case:${caseId}`)
  return { params: { identifier: linked.identifier, case: first.number }, evidence }
}

const recentIncident: Finder = ({ content, receivedAt }) => {
  const at = content.incident.time?.at
  if (!at) return undefined
  const hours = Math.ceil((receivedAt.getTime() - Date.parse(at)) / HOUR)
  return hours < 0 || hours > RECENT_HOURS
    ? undefined
    : { params: { hours: Math.max(1, hours) }, evidence: ['content:incident.time'] }
}

const sharedWithoutPort: Finder = ({ content, enriched }) => {
  const shared = enriched.ips.filter(
    ({ kind, sighting }) =>
      kind === 'mobile-cgnat' &&
      content.sightings[sighting]!.port === undefined &&
      content.sightings[sighting]!.role === 'suspect',
  )
  return counted(some(shared.map(({ sighting }) => `sighting:${sighting}`)))
}

const several = (found: Found | undefined): Found | undefined => (found && found.count! > 1 ? counted(found) : undefined)

export const finders: Record<Exclude<ScoringSignal, 'officer-raised' | 'officer-lowered'>, Finder> = {
  'danger-now': ({ content }) =>
    content.incident.escalation === undefined ? undefined : { evidence: ['content:incident.escalation'] },
  'incident-csam': incidentType('csam'),
  'incident-enticement': incidentType('enticement'),
  'incident-trafficking': incidentType('trafficking'),
  'incident-travel': incidentType('travel'),
  'incident-molestation': incidentType('molestation'),
  'incident-unsolicited': incidentType('unsolicited-obscene'),
  'incident-misleading': incidentType('misleading-domain', 'misleading-words'),
  'annotation-sextortion': annotation('sextortion'),
  'annotation-solicitation': annotation('csam-solicitation'),
  'annotation-sadistic': annotation('sadistic-online-exploitation'),
  'annotation-minor-to-minor': annotation('minor-to-minor'),
  'annotation-spam': annotation('spam'),
  'annotation-informational': annotation('informational'),
  'annotation-batched': ({ content }) =>
    content.incident.batched === undefined ? undefined : { evidence: ['content:incident.batched'] },
  'file-live-streaming': fileAnnotation('live-streaming'),
  'file-infant': fileAnnotation('infant'),
  'file-physical-harm': fileAnnotation('physical-harm'),
  'file-violence': fileAnnotation('violence'),
  'file-self-production': fileAnnotation('possible-self-production'),
  'file-viral': fileAnnotation('viral'),
  'file-meme': fileAnnotation('potential-meme'),
  'file-ai': fileAnnotation('generative-ai'),
  'file-drawing': fileAnnotation('drawing'),
  'file-viewed': viewed,
  'category-a1': category('A1'),
  'category-a2': category('A2'),
  'category-b1': category('B1'),
  'category-b2': category('B2'),
  'access-to-children': suspectFlag('access-to-children', 'access-to-victim'),
  'convicted-offender': suspectFlag('convicted-offender'),
  'victim-identified': ({ content }) => counted(people(content, 'victim', (person) => isNamed(person, content))),
  'child-recipient': ({ content }) => counted(people(content, 'recipient', isChild)),
  'several-recipients': ({ content }) => several(people(content, 'recipient', () => true)),
  'suspect-minor': ({ content }) => people(content, 'suspect', isChild),
  'account-disabled': suspectFlag('account-disabled'),
  retracted: ({ content }) => (content.isRetraction ? { evidence: ['content:isRetraction'] } : undefined),
  'new-file': seenFiles((elsewhere) => elsewhere === 0),
  'known-file': knownFile,
  'viral-here': viralHere,
  'many-files': ({ content }) =>
    content.files.length < MANY_FILES ? undefined : { params: { count: content.files.length }, evidence: ['content:files'] },
  'repeat-suspect': repeatSuspect,
  'repeat-elsewhere': ({ linked }) =>
    linked.hidden === 0 ? undefined : { count: linked.hidden, params: { reports: linked.hidden }, evidence: [] },
  'repeat-sender': ({ linked }) =>
    linked.senders < 2 ? undefined : { count: linked.senders, params: { senders: linked.senders }, evidence: reportRefs(linked) },
  'case-linked': caseLinked,
  'case-elsewhere': ({ linked }) =>
    linked.hiddenCases === 0 ? undefined : { params: { identifier: linked.identifier }, evidence: [] },
  'recipient-is-suspect': ({ linked }) =>
    linked.recipientAsSuspect === 0
      ? undefined
      : { count: linked.recipientAsSuspect, params: { reports: linked.recipientAsSuspect }, evidence: [] },
  'recent-incident': recentIncident,
  'shared-address-no-port': sharedWithoutPort,
}
