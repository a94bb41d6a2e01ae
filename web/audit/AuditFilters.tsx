// What narrows the log: person, action, thing, outcome, period. The list of actions has those that we have words for.
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { useZone } from '../ui/clock.ts'
import { type CsvColumn, csvOf, download } from '../ui/csv.ts'
import { type FilterField, Filters } from '../ui/Filters.tsx'
import { exactTime } from '../ui/Time.tsx'
import type { UrlState } from '../ui/use-url-state.ts'
import { actionNames } from './actions.data.ts'
import type { Entry } from './queries.ts'
import { useSubjectLine } from './SubjectName.tsx'
import { actionWords } from './words.ts'

type Props = {
  filters: UrlState
  entries: readonly Entry[]
  onChange: (change: UrlState) => void
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}

export function AuditFilters({ filters, entries, onChange, isOpen, onOpen }: Props) {
  const { t, has } = useTexts()
  const csv = useCsv(entries)
  const outcomes = (['done', 'refused', 'failed'] as const).map((value) => ({ value, label: t(`audit.outcome_${value}`) }))
  const actions = actionNames.map((value) => ({ value, label: actionWords(has, value) }))
  const fields: FilterField[] = [
    { key: 'person', name: t('audit.fPerson'), kind: 'text' },
    { key: 'subject', name: t('audit.fSubject'), kind: 'text' },
    { key: 'action', name: t('audit.fAction'), kind: 'choice', options: actions },
    { key: 'outcome', name: t('audit.fOutcome'), kind: 'choice', options: outcomes },
    { key: 'from', name: t('audit.fFrom'), kind: 'date' },
    { key: 'to', name: t('audit.fTo'), kind: 'date' },
  ]
  return (
    <Filters label={t('ui.filters')} fields={fields} values={filters} onChange={onChange} isOpen={isOpen} onOpen={onOpen}>
      <span className="push" />
      <Button look="quiet" icon="download" label={t('ui.csvOfSeen')} onClick={csv} />
    </Filters>
  )
}

function useCsv(entries: readonly Entry[]) {
  const { t } = useTexts()
  const zone = useZone()
  const subjectLine = useSubjectLine()
  const columns: CsvColumn<Entry>[] = [
    { head: t('audit.colPlace'), text: (entry) => entry.place },
    { head: t('audit.colTime'), text: (entry) => exactTime(new Date(entry.at), zone) },
    { head: t('audit.colPerson'), text: (entry) => entry.actor.name },
    { head: t('audit.colUnit'), text: (entry) => entry.unit?.name.en },
    { head: t('audit.colAction'), text: (entry) => entry.action },
    { head: t('audit.colOutcome'), text: (entry) => entry.outcome },
    { head: t('audit.colSubject'), text: (entry) => entry.subject && subjectLine(entry.subject) },
    { head: t('audit.colDetail'), text: (entry) => JSON.stringify(entry.detail) },
  ]
  return () => download('audit.csv', csvOf(columns, entries))
}
