// What is due, each from the day that counts, all on one axis; the line is today. What nobody of the site has confirmed says so.
import type { CSSProperties } from 'react'
import { FoldSection } from '../../reports/page/FoldSection.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { locale } from '../../texts/texts.ts'
import { useNow } from '../../ui/clock.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { type StateShape, Tag } from '../../ui/Small.tsx'
import { Time } from '../../ui/Time.tsx'
import { type Axis, axisOf } from '../axis.ts'
import { type Due, DueLeft, lastDayOf, shapeOf } from '../DueLeft.tsx'
import type { CaseDetail } from '../queries.ts'

export function CaseDue({ detail }: { detail: CaseDetail }) {
  const { t, language } = useTexts()
  const now = useNow()
  const { due } = detail
  const axis = axisOf(
    due.map((one) => ({ fromAt: new Date(one.from), dueAt: new Date(one.dueAt) })),
    now,
  )
  const count = (shape: StateShape) => due.filter((one) => shapeOf(one, now) === shape).length
  const numbers = { broken: count('broken'), risk: count('risk') }
  const isFine = numbers.broken + numbers.risk === 0
  const says = due.length === 0 ? undefined : isFine ? t('cases.dueFine') : t('cases.dueSays', numbers)
  const nothing = detail.case.state === 'closed' ? 'cases.nothingDueClosed' : 'cases.nothingDue'
  return (
    <FoldSection id="due" title={t('cases.due')} sub={says} n={due.length} startsOpen>
      <div style={{ '--today-share': String(axis.today / 100) } as CSSProperties}>
        <DataTable
          label={t('cases.due')}
          className="due"
          rows={due}
          rowKey={(one) => one.id}
          empty={<p className="quiet">{t(nothing)}</p>}
          columns={[
            {
              key: 'what',
              head: t('cases.deadline'),
              isHead: true,
              cell: (one) => (
                <>
                  {nameIn(language, one.label)} {one.section ? <span className="sub">{one.section}</span> : null}{' '}
                  {one.status === 'verified' ? null : <Tag title={t('cases.notVerifiedMeans')}>{t('cases.notVerified')}</Tag>}
                </>
              ),
            },
            {
              key: 'from',
              head: t('cases.countedFrom'),
              label: t('cases.countedFrom'),
              cell: (one) => <From due={one} />,
            },
            {
              key: 'axis',
              head: (
                <>
                  <span className="away">{t('cases.span')}</span>
                  <Months axis={axis} />
                </>
              ),
              className: 'only-wide axis-cell',
              cell: (one) => <Line due={one} axis={axis} now={now} />,
            },
            {
              key: 'due',
              head: t('cases.dueOn'),
              label: t('cases.dueOn'),
              className: 'nowrap',
              cell: (one) => <Time at={lastDayOf(one)} as="date" />,
            },
            { key: 'left', head: t('cases.left'), label: t('cases.left'), cell: (one) => <DueLeft due={one} /> },
          ]}
        />
      </div>
    </FoldSection>
  )
}

function From({ due }: { due: Due }) {
  const { t, has } = useTexts()
  return (
    <>
      {has(`cases.from_${due.event}`) ?? t('cases.from_else')}, <Time at={due.from} as="date" />
    </>
  )
}

const ROOM_FOR_A_NAME = 88
const ROOM_FOR_A_YEAR = 80

function Months({ axis }: { axis: Axis }) {
  const year = axis.isOverYears ? { year: 'numeric' as const } : {}
  const name = new Intl.DateTimeFormat(locale(), { month: 'short', ...year, timeZone: 'UTC' })
  const room = axis.isOverYears ? ROOM_FOR_A_YEAR : ROOM_FOR_A_NAME
  return (
    <span className="axis" aria-hidden>
      {axis.months.map(({ at, place }) => (
        <span key={place} style={{ left: `${place}%` }}>
          {place < room ? name.format(at) : null}
        </span>
      ))}
    </span>
  )
}

function Line({ due, axis, now }: { due: Due; axis: Axis; now: Date }) {
  const shape = shapeOf(due, now)
  const place = { '--from': `${axis.placeOf(new Date(due.from))}%`, '--to': `${axis.placeOf(new Date(due.dueAt))}%` }
  return <span className={shape === 'run' ? 'span' : `span is-${shape}`} style={place as CSSProperties} aria-hidden />
}
