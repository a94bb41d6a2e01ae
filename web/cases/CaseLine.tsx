// One case in the list, two lines: its number and those before it, its name and reports, who holds it, where it stands, which clock runs next,
// since when.
import { Link } from '@tanstack/react-router'
import { CaseState } from '../shown/StateWord.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { locale } from '../texts/texts.ts'
import { useZone } from '../ui/clock.ts'
import { Time } from '../ui/Time.tsx'
import { dateIn } from '../ui/times.ts'
import { DueLeft, lastDayOf } from './DueLeft.tsx'
import type { CaseRow } from './queries.ts'

type LineProps = { row: CaseRow; index: number; isTabStop: boolean; onOpen: () => void; onFocus: () => void }

export function CaseLine({ row, index, isTabStop, onOpen, onFocus }: LineProps) {
  const { t, language } = useTexts()
  const before = row.numbers.filter((number) => number !== row.number)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list do the same, Enter among them
    <div
      role="row"
      id={`row-${row.caseId}`}
      className="row"
      aria-rowindex={index + 2}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onOpen}
      onFocus={onFocus}
    >
      <div role="gridcell" className="c-number">
        <Link className="id strong" to={`/cases/${row.caseId}`} tabIndex={-1}>
          {row.number}
        </Link>
        <span className="sub cut">{before.length > 0 ? t('cases.also', { numbers: before.join(', ') }) : ''}</span>
      </div>
      <div role="gridcell" className="c-why">
        <span className={row.title ? 'cut' : 'cut quiet'}>{row.title || t('cases.unnamed')}</span>
        <span className="sub cut">{t('reports.nReports', { count: row.reports })}</span>
      </div>
      <div role="gridcell" className="c-unit">
        <span className="cut">{nameIn(language, row.holder.name)}</span>
      </div>
      <div role="gridcell" className="c-state">
        <CaseState state={row.state} />
        <span className="sub cut">{row.outcome ? nameIn(language, row.outcomeName) || row.outcome : ''}</span>
      </div>
      <ClockCell row={row} />
      <div role="gridcell" className="c-age">
        <Time at={row.registeredAt} as="date" />
        <span className="sub">
          <Time at={row.registeredAt} />
        </span>
      </div>
    </div>
  )
}

/** The next to run out of those that the page of the case has, and how many others have. */
function ClockCell({ row }: { row: CaseRow }) {
  const { t, language } = useTexts()
  const zone = useZone()
  const { due, over } = row
  if (!due) return <div role="gridcell" className="c-clock" />
  const what = nameIn(language, due.label)
  const on = dateIn(lastDayOf(due), locale(), zone)
  return (
    <div role="gridcell" className="c-clock" title={t('cases.dueBy', { what, on })}>
      <span className="nowrap">
        <DueLeft due={due} />
        {over > 0 ? <span className="broken">{t('cases.othersOver', { count: over })}</span> : null}
      </span>
      <span className="sub cut">{due.status === 'verified' ? what : t('cases.dueNotVerified', { what })}</span>
    </div>
  )
}
