// One case in the list, two lines: its number and those before it, its name and reports, who holds it, where it stands, since when.
import { Link } from '@tanstack/react-router'
import { CaseState } from '../shown/StateWord.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Time } from '../ui/Time.tsx'
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
      <div role="gridcell" className="c-age">
        <Time at={row.registeredAt} as="date" />
        <span className="sub">
          <Time at={row.registeredAt} />
        </span>
      </div>
    </div>
  )
}
