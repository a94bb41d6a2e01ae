// Every action and every look, as a conversation; a note joins it.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from '../../api.ts'
import { type Entry, History } from '../../shown/History.tsx'
import { useWhyNot } from '../../shown/why-not.ts'
import { nameIn, Say, useTexts } from '../../texts/Say.tsx'
import type { TextKey } from '../../texts/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { count } from '../../ui/Count.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { agenciesQuery, historyQuery } from '../queries.ts'
import type { Detail, HistoryItem } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'
import { WriteNote } from './WriteNote.tsx'

export function ReportHistory({ detail }: { detail: Detail }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const { report } = detail
  const history = useInfiniteQuery(historyQuery(report.reportId))
  const items = history.data?.pages.flatMap((page) => page.items) ?? []
  const notes = new Map(detail.notes.map((note) => [note.noteId, note.text]))
  const entries = items.map((item) => entryOf(item, notes)).sort((a, b) => a.at.localeCompare(b.at))
  return (
    <FoldSection id="history" title={t('reports.sHistory')} sub={t('reports.historySub')} n={items.length}>
      {history.error ? <ErrorMessage error={history.error} onAgain={() => history.refetch()} /> : null}
      {entries.length === 0 && !history.isPending ? <p className="quiet">{t('reports.noHistory')}</p> : null}
      {entries.length > 0 ? <History entries={entries} label={t('reports.sHistory')} /> : null}
      {history.hasNextPage ? (
        <>
          <Button onClick={() => history.fetchNextPage()}>{t('ui.moreRows')}</Button>
          <p className="only-print sub">{t('reports.olderNotPrinted')}</p>
        </>
      ) : null}
      <WriteNote
        about={report.reportId}
        whyNot={whyNot(detail.may['report:note'])}
        most={10_000}
        onSend={(text) => ask('POST /api/reports/{reportId}/notes', { reportId: report.reportId, text })}
      />
    </FoldSection>
  )
}

function entryOf(item: HistoryItem, notes: ReadonlyMap<string, string>): Entry {
  const noteId = String(item.facts.noteId ?? '')
  return {
    id: item.entryId,
    kind: item.kind === 'refused' ? 'look' : item.kind,
    at: item.at,
    says: <Sentence item={item} />,
    quote: notes.get(noteId) ?? saidIn(item.facts),
    isFolded: item.kind === 'look' || item.kind === 'fact',
  }
}

/** What a person wrote with it. */
function saidIn({ reason, note }: HistoryItem['facts']): string | undefined {
  const said = reason || note
  return typeof said === 'string' ? said : undefined
}

function Sentence({ item }: { item: HistoryItem }) {
  const { t, has, language } = useTexts()
  const unit = nameIn(language, item.unit?.name)
  const agencies = useQuery(agenciesQuery).data ?? []
  const code = codeOf(item)
  const to = nameIn(language, agencies.find((agency) => agency.no === item.facts.toNo)?.name)
  const key = item.kind === 'refused' ? 'did.refused' : has(`did.${code}`) ? `did.${code}` : 'did.other'
  const place = item.place === null ? null : t('reports.placeInLog', { place: item.place })
  const values = {
    ...plainFacts(item.facts),
    ...(to ? { to } : {}),
    // A pseudonym is its own name.
    ...(has(`reports.revealed_${item.facts.what}`) ? { what: has(`reports.revealed_${item.facts.what}`) } : {}),
    by: item.by,
    action: has(`actionName.${code}`) ?? item.action,
  }
  return (
    <>
      <Say k={key as TextKey} values={values} /> <span className="sub">{[unit, place].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function codeOf({ action, facts }: HistoryItem): string {
  if (action === 'report.version' && facts.rendition) return 'report-rendition'
  return action === 'report.assign' && facts.toName ? 'report-assign-to' : action.replaceAll('.', '-')
}

function plainFacts(facts: HistoryItem['facts']): Record<string, string | number> {
  const word = (value: string | number | boolean | null) => (typeof value === 'number' ? count(value) : String(value ?? ''))
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, word(value)]))
}
