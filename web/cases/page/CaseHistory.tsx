// What was done with the case, as a conversation; a note joins it and stays.
import { ask } from '../../api.ts'
import { FoldSection } from '../../reports/page/FoldSection.tsx'
import { WriteNote } from '../../reports/page/WriteNote.tsx'
import { type Entry, History } from '../../shown/History.tsx'
import { useWhyNot } from '../../shown/why-not.ts'
import { nameIn, Say, useTexts } from '../../texts/Say.tsx'
import type { TextKey } from '../../texts/texts.ts'
import type { CaseDetail } from '../queries.ts'

type Event = CaseDetail['events'][number]

export function CaseHistory({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const entries = detail.events.map(
    (event): Entry => ({
      id: event.eventId,
      kind: 'decision',
      at: event.at,
      says: <Sentence event={event} detail={detail} />,
      quote: event.note || undefined,
    }),
  )
  return (
    <FoldSection id="history" title={t('reports.sHistory')} n={entries.length}>
      <History entries={entries} label={t('reports.sHistory')} />
      <WriteNote
        key={detail.case.caseId}
        about={detail.case.caseId}
        whyNot={whyNot(detail.may['case:note'])}
        most={4000}
        onSend={(text) => ask('POST /api/cases/{caseId}/notes', { caseId: detail.case.caseId, text })}
      />
    </FoldSection>
  )
}

const known = new Set(['registered', 're-registered', 'reports-added', 'note', 'closed'])

function Sentence({ event, detail }: { event: Event; detail: CaseDetail }) {
  const { language } = useTexts()
  const { facts } = event
  const unit = nameIn(language, event.unit.name)
  // Two units may give a case the same number: each is named with its own.
  const isMoved = event.event === 're-registered'
  const toUnit = detail.numbers.find((one) => one.unit.no === facts.toNo)?.unit
  const key = known.has(event.event) ? `cases.did_${event.event}` : 'cases.did_else'
  const values = {
    by: event.by,
    number: String(facts.number ?? ''),
    from: String(facts.from ?? ''),
    to: String(facts.to ?? ''),
    fromUnit: unit,
    toUnit: nameIn(language, toUnit?.name),
    count: Number(facts.reports ?? 0),
    outcome: nameIn(language, detail.case.outcomeName),
    event: event.event,
  }
  return (
    <>
      <Say k={key as TextKey} values={values} parts={{ i: <span className="id" /> }} />{' '}
      {isMoved ? null : <span className="sub">{unit}</span>}
    </>
  )
}
