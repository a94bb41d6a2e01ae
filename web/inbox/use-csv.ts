// The list as it is seen, as CSV: for a meeting, not for the statistics (Account has those).
import { type Row, shownPoints } from '../reports/shapes.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { remark } from '../ui/announce.ts'
import { csvOf, download } from '../ui/csv.ts'

export function useCsv(rows: readonly Row[], { isMore }: { isMore: boolean }) {
  const { t, has, language } = useTexts()
  return () => {
    const text = csvOf<Row>(
      [
        { head: t('inbox.csvNumber'), text: (row) => row.number },
        { head: t('inbox.csvSourceNumber'), text: (row) => row.sourceNumber },
        { head: t('inbox.csvSender'), text: (row) => row.sender.name },
        { head: t('inbox.csvState'), text: (row) => has(`reportState.${row.state}`) ?? row.state },
        { head: t('inbox.colPriority'), text: (row) => shownPoints(row) },
        { head: t('inbox.fBand'), text: (row) => has(`band.${row.band}`) },
        { head: t('inbox.csvReason'), text: (row) => row.firstReason?.because },
        { head: t('inbox.csvComplete'), text: (row) => (row.complete === null ? '' : `${row.complete} / ${row.completeOf}`) },
        { head: t('inbox.colCandidate'), text: (row) => nameIn(language, row.candidate?.unit.name) },
        { head: t('inbox.fHolder'), text: (row) => nameIn(language, row.holder.name) },
        { head: t('inbox.fAssignee'), text: (row) => row.assignee?.name },
        { head: t('inbox.csvCase'), text: (row) => row.caseNumber },
        { head: t('inbox.csvReceived'), text: (row) => row.receivedAt },
      ],
      rows,
    )
    download('inbox.csv', text)
    remark(t(isMore ? 'inbox.csvOfLoaded' : 'inbox.csvOf', { count: rows.length }))
  }
}
