// A reference of a reason (`content:…`, `sighting:3`, `file:2`, `report:R-…`, `case:…`, `note:…`) as a place that one can go to.
import { say } from '../texts/texts.ts'
import type { Evidence } from './Reasons.tsx'

const sectionOf: Record<string, string> = {
  'content:incident': 'claimed',
  'content:people': 'people',
  'content:files': 'files',
  'content:sightings': 'identifiers',
  'content:statements': 'claimed',
}

/** `at` is the path of the report's page, or '' on that page itself; `nameOf` is how an identifier of that report is written. */
export type Where = { at: string; nameOf?: (index: number) => string | undefined }

function evidenceOf(reference: string, { at, nameOf }: Where): Evidence | undefined {
  const [kind = '', rest = ''] = split(reference)
  if (kind === 'content')
    return { label: say('shown.inReport'), to: `${at}#${sectionOf[`content:${rest.split('.')[0]}`] ?? 'claimed'}` }
  if (kind === 'sighting') {
    const name = nameOf?.(Number(rest))
    return {
      label: name ?? say('shown.identifierNo', { n: Number(rest) + 1 }),
      isId: name !== undefined,
      to: `${at}#identifier-${rest}`,
    }
  }
  if (kind === 'file') return { label: say('shown.fileNo', { n: Number(rest) }), to: `${at}#files` }
  if (kind === 'note') return { label: say('shown.aNote'), to: `${at}#history` }
  if (kind === 'report')
    return { label: isNumber(rest) ? rest : say('shown.aReport'), isId: isNumber(rest), to: `/reports/${rest}` }
  if (kind === 'case') {
    const [id = '', ...number] = rest.split('/')
    return { label: number.join('/') || say('shown.aCase'), isId: number.length > 0, to: `/cases/${id}` }
  }
  if (kind === 'link') return { label: say('shown.aLink'), to: `${at}#links` }
  return undefined
}

/** All references of a reason, each place once. */
export function evidencesOf(references: readonly string[], where: Where): Evidence[] {
  const found = references.map((reference) => evidenceOf(reference, where)).filter((evidence) => evidence !== undefined)
  return [...new Map(found.map((evidence) => [evidence.label, evidence])).values()]
}

const split = (reference: string) => {
  const colon = reference.indexOf(':')
  return colon < 0 ? [reference] : [reference.slice(0, colon), reference.slice(colon + 1)]
}
const isNumber = (text: string) => /^R-\d/.test(text)
