// The clocks that run on a report: offer it, their answer, find an outcome.
import { type Clock, Clocks } from '../../shown/Deadline.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Section } from '../../ui/Small.tsx'
import type { Detail } from '../shapes.ts'

export function ReportClocks({ detail, level = 2 }: { detail: Detail; level?: 2 | 3 }) {
  const { t } = useTexts()
  const clocks = useClocks(detail)
  if (clocks.length === 0) return null
  return (
    <Section id="clocks" title={t('reports.clocks')} level={level}>
      <Clocks clocks={clocks} />
    </Section>
  )
}

function useClocks({ report, referrals }: Detail): Clock[] {
  const { t, language } = useTexts()
  const waiting = referrals.find((one) => one.state === 'offered')
  const clocks: Clock[] = []
  const fromAt = report.clockFromAt ?? report.receivedAt
  if (report.offerDueAt)
    clocks.push({
      label: t('reports.clockOffer'),
      sub: t(report.clockFromAt ? 'reports.fromReopened' : 'reports.fromArrival'),
      fromAt,
      dueAt: report.offerDueAt,
    })
  if (waiting?.answerDueAt) {
    const unit = nameIn(language, waiting.to.name)
    clocks.push({
      label: t('reports.clockAnswer', { unit }),
      sub: t('reports.fromOffer'),
      fromAt: waiting.offeredAt,
      dueAt: waiting.answerDueAt,
    })
  }
  // While an offer waits, that clock is the one of its answer.
  if (report.outcomeDueAt && !waiting)
    clocks.push({ label: t('reports.clockOutcome'), sub: t('reports.fromAcknowledged'), fromAt, dueAt: report.outcomeDueAt })
  return clocks
}
