// The life of a case by its numbers, then what comes next or how it ended.
import { LifeLine, type LifeStep, type ToCome } from '../../shown/LifeLine.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Time } from '../../ui/Time.tsx'
import type { CaseDetail } from '../queries.ts'

export function CaseLife({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const steps = useSteps(detail)
  return (
    <section className="life-wrap" aria-labelledby="h-life">
      <h2 id="h-life" className="away">
        {t('shown.lifeLine')}
      </h2>
      <LifeLine steps={steps} toCome={useNext(detail)} />
    </section>
  )
}

function useSteps(detail: CaseDetail): LifeStep[] {
  const { t, language } = useTexts()
  const { numbers, events } = detail
  const isClosed = detail.case.state === 'closed'
  const steps = numbers.map((one, at): LifeStep => {
    const what = at === 0 ? 'cases.stepRegistered' : 'cases.stepReRegistered'
    return {
      id: String(one.ordinal),
      number: one.number,
      what: one.isEntered ? t('cases.stepEntered', { what: t(what) }) : t(what),
      unit: nameIn(language, one.unit.name),
      at: one.at,
      by: one.ground ? t('cases.byGround', { by: one.by, ground: one.ground }) : one.by,
      isCurrent: !isClosed && at === numbers.length - 1,
    }
  })
  const closed = events.find((event) => event.event === 'closed')
  if (!closed) return steps
  const end: LifeStep = {
    id: 'closed',
    what: t('cases.stepClosed', { outcome: nameIn(language, detail.case.outcomeName) }),
    unit: nameIn(language, closed.unit.name),
    at: closed.at,
    by: t('cases.byReason', { by: closed.by, reason: closed.note }),
    isCurrent: true,
  }
  return [...steps, end]
}

/** The deadline that comes next. */
function useNext(detail: CaseDetail): ToCome | undefined {
  const { t, language } = useTexts()
  const next = detail.due.find((one) => one.state !== 'over')
  if (detail.case.state === 'closed') return undefined
  if (!next) return { what: t('cases.stepOutcome') }
  return {
    what: nameIn(language, next.label),
    due: (
      <>
        {t('cases.dueWord')} <Time at={new Date(new Date(next.dueAt).getTime() - 1)} as="date" />
      </>
    ),
  }
}
