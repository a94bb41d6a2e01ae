// The verdicts that stand on the reports that are listed, with what they contradict; reports that the reader does not see are a number.
import type { Doing } from '../work/action.ts'
import { contradict, type StandingVerdict } from './decisions.ts'
import type { Links } from './links-shape.ts'
import { shownReports } from './look-ups.ts'

export async function shownVerdicts(
  doing: Doing,
  standing: readonly StandingVerdict[],
  listed: ReadonlySet<string>,
): Promise<Links['verdicts']> {
  const about = standing.filter(({ members }) => members.some((member) => listed.has(member)))
  const shown = await shownReports(
    doing.sql,
    about.flatMap(({ members }) => members),
  )
  return about.map((verdict) => {
    const { verdictId, kind, by, byId, at, reason, isApplied, members, sides } = verdict
    const told = members.flatMap((reportId, index) => {
      const report = shown.get(reportId)
      return report ? [{ reportId, number: report.number, side: sides[index]! }] : []
    })
    const hidden = members.length - told.length
    const mayUndo = doing.actor.permissions.has('link:decide')
      ? hidden === 0 || byId === doing.actor.id || 'reports-not-shown'
      : 'not-permitted'
    return {
      verdictId,
      kind,
      by,
      at,
      reason: hidden === 0 ? reason : null,
      isWaiting: !isApplied,
      members: told,
      hidden,
      contradicts: about.filter((other) => contradict(verdict, other)).map((other) => other.verdictId),
      may: { 'link:undo': mayUndo },
    }
  })
}
