// What was done with the case, as a conversation; a note joins it and stays.
import { type FormEvent, useState } from 'react'
import { useChange } from '../../reports/changes.ts'
import { FoldSection } from '../../reports/page/FoldSection.tsx'
import { type Entry, History } from '../../shown/History.tsx'
import { useWhyNot } from '../../shown/why-not.ts'
import { nameIn, Say, useTexts } from '../../texts/Say.tsx'
import type { TextKey } from '../../texts/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import type { CaseDetail } from '../queries.ts'

type Event = CaseDetail['events'][number]

export function CaseHistory({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const entries = detail.events.map(
    (event): Entry => ({
      id: event.eventId,
      kind: 'decision',
      at: event.at,
      says: <Sentence event={event} outcomeName={detail.case.outcomeName} />,
      quote: event.note || undefined,
    }),
  )
  return (
    <FoldSection id="history" title={t('reports.sHistory')} n={entries.length}>
      <History entries={entries} label={t('reports.sHistory')} />
      <WriteNote detail={detail} />
    </FoldSection>
  )
}

const known = new Set(['registered', 're-registered', 'reports-added', 'note', 'closed'])

function Sentence({ event, outcomeName }: { event: Event; outcomeName: CaseDetail['case']['outcomeName'] }) {
  const { language } = useTexts()
  const { facts } = event
  const key = known.has(event.event) ? `cases.did_${event.event}` : 'cases.did_else'
  const values = {
    by: event.by,
    number: String(facts.number ?? ''),
    from: String(facts.from ?? ''),
    to: String(facts.to ?? ''),
    count: Number(facts.reports ?? 0),
    outcome: nameIn(language, outcomeName),
    event: event.event,
  }
  return (
    <>
      <Say k={key as TextKey} values={values} parts={{ i: <span className="id" /> }} />{' '}
      <span className="sub">{nameIn(language, event.unit.name)}</span>
    </>
  )
}

function WriteNote({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const [text, setText] = useState('')
  const write = useChange('POST /api/cases/{caseId}/notes', { says: () => t('reports.noteAdded'), onDone: () => setText('') })
  const cannot = whyNot(detail.may['case:note'])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() && !cannot) write.mutate({ caseId: detail.case.caseId, text: text.trim() })
  }
  return (
    <form className="say" onSubmit={send}>
      <label className="away" htmlFor="note">
        {t('reports.note')}
      </label>
      <textarea
        className="input"
        id="note"
        rows={2}
        maxLength={4000}
        placeholder={t('reports.noteHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" whyNot={cannot} isBusy={write.isPending}>
        {t('reports.addNote')}
      </Button>
      {write.error ? <ErrorMessage error={write.error} /> : null}
    </form>
  )
}
