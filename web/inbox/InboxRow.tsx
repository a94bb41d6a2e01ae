// One row of the Inbox, two lines of one fixed height: glyph and points, first reason and facts, number and sender, completeness,
// first candidate, age and assignee. The reason is never cut for a mark.
import type { MouseEvent, ReactNode } from 'react'
import { clockOf } from '../reports/clock-of.ts'
import { type Row, type Subject, shownPoints } from '../reports/shapes.ts'
import { standingOf } from '../shown/Deadline.tsx'
import { Mark } from '../shown/Mark.tsx'
import { PriorityGlyph } from '../shown/Priority.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { useNow, useZone } from '../ui/clock.ts'
import { Icon } from '../ui/Icon.tsx'
import { PickCell } from '../ui/PickCell.tsx'
import { Bar, State, Tag } from '../ui/Small.tsx'
import { exactTime, spanText, Time } from '../ui/Time.tsx'
import { spanBetween } from '../ui/times.ts'

export type RowProps = {
  row: Row
  index: number
  /** It came since this person last saw the list. */
  isNew?: boolean
  isOpen: boolean
  /** One row of the list is in the order of Tab. */
  isTabStop: boolean
  onFocus?: () => void
  isSelected: boolean
  onOpen: () => void
  /** Without it the row has no box: a list of reports that is only read. */
  onSelect?: (how: { isStretch: boolean }) => void
}

export function InboxRow({ row, index, isNew, isOpen, isTabStop, isSelected, onOpen, onSelect, onFocus }: RowProps) {
  const classes = ['row', row.isUnseen ? 'is-unseen' : '', isOpen ? 'is-open' : ''].filter(Boolean).join(' ')
  const press = (event: MouseEvent) => (event.shiftKey && onSelect ? onSelect({ isStretch: true }) : onOpen())
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list do the same, Enter among them
    <div
      role="row"
      id={`row-${row.reportId}`}
      className={classes}
      aria-rowindex={index + 2}
      aria-selected={onSelect ? isSelected : undefined}
      aria-current={isOpen ? true : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onClick={press}
      onFocus={onFocus}
    >
      {onSelect ? <PickCell name={row.number} isSelected={isSelected} onSelect={onSelect} /> : null}
      <PriorityCell row={row} />
      <WhyCell row={row} isNew={isNew ?? false} />
      <div role="gridcell" className="c-from">
        <span className="id">{row.number}</span>
        <span className="sub cut">{row.sender.name}</span>
      </div>
      <CompleteCell row={row} />
      <UnitCell row={row} />
      <AgeCell row={row} />
    </div>
  )
}

/** How old it is; where its clock is at risk or broken, how that stands. */
function AgeCell({ row }: { row: Row }) {
  const { t } = useTexts()
  const now = useNow()
  const zone = useZone()
  const clock = clockOf(row)
  const standing = clock && standingOf(clock, now).standing
  const assignee = row.assignee ? shortName(row.assignee.name) : ''
  if (!clock || (standing !== 'risk' && standing !== 'broken')) {
    return (
      <div role="gridcell" className="c-age">
        <Time at={row.receivedAt} />
        <span className="sub cut">{assignee}</span>
      </div>
    )
  }
  const says = t(standing === 'broken' ? 'inbox.isOver' : 'inbox.isLeft')
  return (
    <div role="gridcell" className="c-age" title={t(`inbox.due_${clock.what}`, { at: exactTime(new Date(clock.dueAt), zone) })}>
      <span>
        <State shape={standing}>{spanText(spanBetween(now, new Date(clock.dueAt)))}</State>
        <span className="away"> {says}</span>
      </span>
      <span className="sub cut">
        <span aria-hidden>{says}</span>
        {assignee ? ` · ${assignee}` : null}
      </span>
    </div>
  )
}

const shortName = (name: string) => name.split(' ').at(-1) ?? name

function PriorityCell({ row }: { row: Row }) {
  const { t } = useTexts()
  if (!row.band) {
    return (
      <div role="gridcell" className="c-prio">
        <span className="prio quiet">{t('ui.none')}</span>
        <span className="sub">{t('inbox.notScored')}</span>
      </div>
    )
  }
  return (
    <div role="gridcell" className="c-prio">
      <span className={`prio prio-${row.band}`}>
        <PriorityGlyph band={row.band} />
        {shownPoints(row)}
      </span>
      <span className="sub">{row.band === 'now' ? t('band.nowShort') : t(`band.${row.band}`)}</span>
    </div>
  )
}

function WhyCell({ row, isNew }: { row: Row; isNew: boolean }) {
  const { t } = useTexts()
  const reason = row.firstReason
  return (
    <div role="gridcell" className="c-why">
      <span className="line">
        {reason ? <Mark kind={reason.kind} isAlone /> : null}
        <span className="why cut" title={reason?.because}>
          {reason?.because ?? t('inbox.noReason')}
        </span>
      </span>
      <span className="line line-2">
        <span className="subject cut">
          <Facts subject={row.subject} />
        </span>
        <Tags row={row} isNew={isNew} />
      </span>
    </div>
  )
}

/** The subject line is made of facts, not of a sentence: service and account, numbers, places, files. */
function Facts({ subject }: { subject: Subject }) {
  const { t, language } = useTexts()
  const { service, account, phone, ip, files, categories } = subject
  const places = (subject.places ?? []).map((place) => (typeof place === 'string' ? place : nameIn(language, place)))
  const facts: [string, ReactNode][] = []
  if (service || account)
    facts.push(['account', <Named key="a" name={<span className="service">{service}</span>} id={account} />])
  if (phone) facts.push(['phone', <Named key="p" name={t('identifierKind.phone')} id={phone} />])
  if (ip) facts.push(['ip', <Named key="i" id={ip} />])
  for (const place of places) facts.push([`place ${place}`, place])
  if (files) facts.push(['files', t('inbox.files', { count: files })])
  if (categories?.length) facts.push(['categories', t('inbox.categories', { categories: categories.join(', ') })])
  return facts.map(([key, fact], at) => (
    <span key={key}>
      {at > 0 ? ' · ' : null}
      {fact}
    </span>
  ))
}

/** A value, or the pseudonym that stands in its place. */
function Named({ name, id }: { name?: ReactNode; id?: string }) {
  const isSealed = /^[VRCSAP]-\d+$/.test(id ?? '')
  return (
    <>
      {name} {isSealed ? <Icon name="lock" small /> : null}
      {id ? <span className="id">{id}</span> : null}
    </>
  )
}

function Tags({ row, isNew }: { row: Row; isNew: boolean }) {
  const { t } = useTexts()
  if (!isNew && row.version < 2 && !row.isFollowUp && !row.caseNumber) return null
  return (
    <span className="tags">
      {isNew ? <Tag>{t('inbox.isNew')}</Tag> : null}
      {row.version > 1 ? <Tag icon="version">{t('inbox.version', { n: row.version })}</Tag> : null}
      {row.isFollowUp ? <Tag icon="followup">{t('inbox.followUp')}</Tag> : null}
      {row.caseNumber ? <Tag icon="folder">{row.caseNumber}</Tag> : null}
    </span>
  )
}

function CompleteCell({ row }: { row: Row }) {
  const { t } = useTexts()
  if (row.complete === null || row.completeOf === null) return <div role="gridcell" className="c-full" />
  const { complete, completeOf } = row
  return (
    <div role="gridcell" className="c-full" title={t('inbox.complete', { have: complete, of: completeOf })}>
      <span>
        {complete}/{completeOf}
      </span>
      <Bar share={completeOf > 0 ? complete / completeOf : 0} />
    </div>
  )
}

function UnitCell({ row }: { row: Row }) {
  const { t, has, language } = useTexts()
  const { candidate } = row
  return (
    <div role="gridcell" className="c-unit">
      <span className="cut">{candidate ? nameIn(language, candidate.unit.name) : t('ui.none')}</span>
      <span className="sub">
        {candidate ? (has(`strength.${candidate.strength}`) ?? candidate.strength) : t('strength.none')}
      </span>
    </div>
  )
}
