// Reveal what is sealed, for a stated purpose: the fields of one person, the free texts or the file details of one report, for a minute.
// The entry names who, what and why; the unit that holds the report is told. The values themselves never enter the log.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { type Content, pseudonym } from '../model/report.ts'
import { alert } from '../refer/alert.ts'
import { action } from '../work/action.ts'
import { askedReport, askedReportId } from '../work/asked-report.ts'
import { dataKeyOf, opened, versionsOf } from './kept.ts'

export const purposes = ['protect', 'jurisdiction', 'court', 'other'] as const
const MINUTE = 60_000

export const revealShape = z.object({
  fields: z.array(z.object({ field: z.string(), value: z.string() })),
  until: z.date(),
})

export const reveal = action({
  name: 'sealed.reveal',
  needs: 'sealed:reveal',
  input: z.object({
    reportId: z.string().min(1).max(200),
    /** A pseudonym such as V-1, `texts` or `files`. */
    what: z.union([z.enum(['texts', 'files']), z.string().regex(/^[A-Z]-\d{1,4}$/, 'a pseudonym such as V-1')]),
    purpose: z.enum(purposes),
    words: z.string().trim().min(3, 'a purpose of at least three signs').max(1000),
  }),
  subject: askedReport,
  async run(doing, asked) {
    const { sql, world, now, actor } = doing
    const { what, purpose, words } = asked
    const reportId = await askedReportId(doing, asked)
    const [report] = await sql<{
      number: string
      holder_no: number
      version: number
      rendition: number
    }>`select number, holder_no, version, rendition from report where report_id = ${reportId}`
    const kept = (await versionsOf(sql, reportId)).find(
      (one) => one.version === report?.version && one.rendition === report.rendition,
    )
    if (!report || !kept) return refuse('missing', 'report-not-shown')
    const content = opened(kept, await dataKeyOf(sql, world.keys.installation, reportId), reportId)
    const fields = what === 'texts' ? textsOf(content) : what === 'files' ? fileFieldsOf(content) : personFieldsOf(content, what)
    if (fields === undefined) return refuse('missing', 'no-such-person', { what })
    doing.note({ what, purpose, words, fields: fields.map((one) => one.field) })
    await alert(doing, {
      agencyNo: report.holder_no,
      kind: 'revealed',
      subjectKind: 'report',
      subjectId: reportId,
      number: report.number,
      facts: { what, purpose, by: actor.name, byNo: actor.unit.no },
    })
    return { fields, until: new Date(now.getTime() + MINUTE) }
  },
})

type Field = { field: string; value: string }

const given = (field: string, value: string | undefined): Field[] => (value ? [{ field, value }] : [])

function personFieldsOf(content: Content<string>, name: string): Field[] | undefined {
  const index = content.people.findIndex((person) => pseudonym(person) === name)
  const person = content.people[index]
  if (!person) return undefined
  return [
    ...given('name', [person.firstName, person.middleName, person.lastName].filter(Boolean).join(' ')),
    ...person.displayNames.flatMap((one) => given('display-name', one)),
    ...given('birthday', person.dateOfBirth),
    ...person.addresses.flatMap((one) =>
      given('address', [one.street, one.postalCode, one.city, one.region, one.country].filter(Boolean).join(', ')),
    ),
    ...given('school', person.school),
    ...content.sightings
      .filter((one) => one.person === index)
      .flatMap((one) => given(one.kind, one.service ? `${one.service}:${one.value}` : one.value)),
    ...person.statements.flatMap((one) => given(one.topic, one.text)),
  ]
}

function textsOf({ incident, lawEnforcement, statements, unread }: Content<string>): Field[] {
  return [
    ...given('urgency', incident.escalation),
    ...given('time-description', incident.timeDescription),
    ...statements.flatMap((one) => given(one.topic, one.text)),
    ...incident.details.flatMap((detail) => detail.statements.flatMap((one) => given(`${detail.kind} ${one.topic}`, one.text))),
    ...(lawEnforcement?.statements ?? []).flatMap((one) => given(one.topic, one.text)),
    ...unread.flatMap((one) => given(one.path, one.text)),
  ]
}

function fileFieldsOf({ files }: Content<string>): Field[] {
  return files.flatMap((file) => [
    ...given(`file ${file.ordinal} name`, file.name),
    ...given(`file ${file.ordinal} place`, file.place),
    ...file.details.flatMap((one) => given(`file ${file.ordinal} ${one.name}`, one.value)),
    ...file.statements.flatMap((one) => given(`file ${file.ordinal} ${one.topic}`, one.text)),
  ])
}
