// The links of one report, explained when asked: members of its cluster with the reasons for each, suggestions, verdicts, values that
// a person may rule on. Reports that the reader does not see are told as a unit and how many, and the units are told who asked.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { digestOfIds } from '../intake/judge.ts'
import { action } from '../work/action.ts'
import { askedReport, askedReportId } from '../work/asked-report.ts'
import { standingVerdicts } from './decisions.ts'
import type { Links } from './links-shape.ts'
import { standings } from './links-shape.ts'
import { listMembers } from './list-members.ts'
import { listSuggestions } from './list-suggestions.ts'
import { shownVerdicts } from './list-verdicts.ts'
import { placeOf, shownReports, sizeOfCluster, tellHolders } from './look-ups.ts'
import { type Subject, subjectOf } from './subject.ts'
import { isSameEvent, type Written } from './value-facts.ts'

export const listLinks = action({
  name: 'link.list',
  needs: 'report:see',
  input: z.object({ reportId: z.string().min(1).max(200) }),
  subject: askedReport,
  async run(doing, asked): Promise<Links> {
    const reportId = await askedReportId(doing, asked)
    if (!(await shownReports(doing.sql, [reportId])).has(reportId)) refuse('missing', 'report-not-shown')
    const lookup = doing.world.lookup.sql
    const place = await placeOf(lookup, reportId)
    const subject = await subjectOf(doing, { reportId, place })
    const standing = await standingVerdicts(doing, [
      reportId,
      ...subject.members.map((member) => member.reportId),
      ...subject.cut,
    ])
    const members = await listMembers(doing, subject, standing)
    const suggestions = await listSuggestions(doing, subject, standing)
    await tellHolders(doing, { kind: 'report', id: reportId }, [...members.hidden, ...suggestions.hiddenSuggestions])
    const shown = [...members.linked, ...suggestions.suggestions].map(({ report }) => report.reportId)
    doing.note({ n: shown.length, shown: digestOfIds(shown) })
    return {
      clusterId: place && (await shownReports(doing.sql, [place.clusterId])).size > 0 ? place.clusterId : null,
      members: place ? await sizeOfCluster(lookup, place.clusterId) : 1,
      ...members,
      ...suggestions,
      verdicts: await shownVerdicts(doing, standing, new Set([reportId, ...shown])),
      values: valuesOf(subject),
      may: { 'link:decide': doing.actor.permissions.has('link:decide') ? true : 'not-permitted' },
    }
  },
})

/** Open values of this report that may join, the most common first; an event once. */
function valuesOf({ keys, written, facts }: Subject): Links['values'] {
  const told: Written[] = []
  const values = [...keys].flatMap((identifierId) => {
    const open = written.get(identifierId)
    const known = facts.get(identifierId)
    if (!open || !known?.key || told.some((one) => isSameEvent(one, open))) return []
    told.push(open)
    const { kind, groups, state } = known.key
    return [
      {
        identifierId,
        kind,
        value: open.value,
        reports: known.n,
        groups,
        standing: standings[state],
        ruledBy: known.ruledBy ?? null,
      },
    ]
  })
  return values.sort((a, b) => b.reports - a.reports || (a.identifierId < b.identifierId ? -1 : 1))
}
