// One referral, two lines: how urgent and why, what was written with it, which report, the other unit, where its clock stands.
import type { MouseEvent } from 'react'
import { Dial, Left, standingOf } from '../shown/Deadline.tsx'
import { Mark } from '../shown/Mark.tsx'
import { type Band, PriorityGlyph } from '../shown/Priority.tsx'
import { ReferralState, ReportState } from '../shown/StateWord.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { useNow } from '../ui/clock.ts'
import { PickCell } from '../ui/PickCell.tsx'
import { Tag } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import { useOther } from './use-other.ts'
import type { Referral } from './use-referrals.ts'

type RowProps = {
  row: Referral
  index: number
  isOpen: boolean
  /** One row of the list is in the order of Tab. */
  isTabStop: boolean
  onFocus: () => void
  isSelected: boolean
  onOpen: () => void
  onSelect: (how: { isStretch: boolean }) => void
}

export function ReferralRow({ row, index, isOpen, isTabStop, isSelected, onOpen, onSelect, onFocus }: RowProps) {
  const press = (event: MouseEvent) => (event.shiftKey ? onSelect({ isStretch: true }) : onOpen())
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list do the same, Enter among them
    <div
      role="row"
      id={`row-${row.referralId}`}
      className={isOpen ? 'row is-open' : 'row'}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpen ? true : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onClick={press}
      onFocus={onFocus}
    >
      <PickCell name={row.number} isSelected={isSelected} onSelect={onSelect} />
      <BandCell row={row} />
      <WhyCell row={row} />
      <div role="gridcell" className="c-from">
        <span className="id">{row.number}</span>
        <span className="sub cut">{row.offeredBy}</span>
      </div>
      <OtherCell row={row} />
      <ClockCell row={row} />
      <div role="gridcell" className="c-age">
        <Time at={row.offeredAt} />
      </div>
    </div>
  )
}

function BandCell({ row }: { row: Referral }) {
  const { t, has } = useTexts()
  const band = row.isDanger ? 'now' : (row.band as Band | null)
  return (
    <div role="gridcell" className="c-prio">
      <span className={band ? `prio prio-${band}` : 'prio quiet'}>
        {band ? <PriorityGlyph band={band} /> : t('ui.none')}
        {row.points}
      </span>
      <span className="sub">{band === 'now' ? t('band.nowShort') : has(`band.${band}`)}</span>
    </div>
  )
}

function WhyCell({ row }: { row: Referral }) {
  const { t } = useTexts()
  return (
    <div role="gridcell" className="c-why">
      <span className="line">
        {row.becauseKind ? <Mark kind={row.becauseKind} isAlone /> : null}
        <span className="why cut" title={row.because ?? undefined}>
          {row.because ?? t(row.reportId ? 'inbox.noReason' : 'referrals.notSeenAnyMore')}
        </span>
      </span>
      <span className="line line-2">
        <span className="subject cut">
          <Written row={row} />
        </span>
        {row.caseNumber ? (
          <span className="tags">
            <Tag icon="folder">{row.caseNumber}</Tag>
          </span>
        ) : null}
      </span>
    </div>
  )
}

/** What a person wrote: the reason of the answer before the note of the offer. */
function Written({ row }: { row: Referral }) {
  const { t } = useTexts()
  const text = row.reason || row.note
  if (!text) return <span className="quiet">{t('referrals.noNote')}</span>
  return <>{t('referrals.written', { text, by: row.reason ? (row.answeredBy ?? row.offeredBy) : row.offeredBy })}</>
}

function OtherCell({ row }: { row: Referral }) {
  const { t, language } = useTexts()
  const { unit, isFromUs } = useOther(row)
  return (
    <div role="gridcell" className="c-unit">
      <span className="cut">{nameIn(language, unit.name)}</span>
      <span className="sub">{isFromUs ? t('referrals.offeredByUs') : t('referrals.offeredToUs')}</span>
    </div>
  )
}

function ClockCell({ row }: { row: Referral }) {
  const now = useNow()
  if (row.state === 'offered' && row.answerDueAt) {
    const clock = { label: '', fromAt: row.offeredAt, dueAt: row.answerDueAt }
    const { gone, standing } = standingOf(clock, now)
    return (
      <div role="gridcell" className={standing === 'broken' ? 'c-clock' : 'c-clock has-dial'}>
        {standing === 'broken' ? null : <Dial gone={gone} standing={standing} />}
        <Left clock={clock} />
        <span className="sub">
          <Time at={row.answerDueAt} as="local" />
        </span>
      </div>
    )
  }
  return (
    <div role="gridcell" className="c-clock">
      {row.outcome === 'registered' ? (
        <ReportState state={row.reportState ?? 'registered'} />
      ) : (
        <ReferralState state={row.state} />
      )}
      <span className="sub cut">
        <EndedAs row={row} />
      </span>
    </div>
  )
}

/** What became of it, as far as the other unit's answer tells. */
function EndedAs({ row }: { row: Referral }) {
  const { language } = useTexts()
  if (row.outcomeName) return <>{nameIn(language, row.outcomeName)}</>
  const at = row.endedAt ?? row.acknowledgedAt
  return at ? <Time at={at} as="local" /> : null
}
