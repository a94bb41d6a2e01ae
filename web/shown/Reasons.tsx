// The one explanation of everything: score, link, candidate. Mark, because, proof with its evidence, weight; largest first.
// What counts for nothing stands there with 0 and says why.
import { Link } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'
import { Say, useTexts } from '../texts/Say.tsx'
import { count } from '../ui/Count.tsx'
import { Mark, type MarkKind } from './Mark.tsx'

/** A place that proves a reason: on this page (`#files`) or another (`/reports/…`). */
export type Evidence = { label: string; to?: string; isId?: boolean }

export type ShownReason = {
  kind: Exclude<MarkKind, 'look'>
  because: ReactNode
  weight: number | null
  /** The sender of a claim, the officer of a decision. */
  who?: string
  evidence?: readonly Evidence[]
  /** So many more prove it than are listed; null where they were not counted. */
  unlisted?: number | null
  note?: ReactNode
}

type ReasonsProps = { reasons: readonly ShownReason[]; label: string; isCompact?: boolean }

/** `first`: how many stand open where there are many; the others are one press away, with what they weigh together. */
export function Reasons({ reasons, label, isCompact, first }: ReasonsProps & { first?: number | undefined }) {
  const { t } = useTexts()
  const sorted = [...reasons].sort((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0))
  const open = first !== undefined && sorted.length > first + 1 ? first : sorted.length
  const rest = sorted.slice(open)
  const largest = Math.abs(sorted[0]?.weight ?? 0)
  const weight = weightText(rest.reduce((sum, reason) => sum + (reason.weight ?? 0), 0))
  const list = (some: readonly ShownReason[], name: string) => (
    <ReasonList reasons={some} label={name} largest={largest} isCompact={isCompact ?? false} />
  )
  return (
    <>
      {list(sorted.slice(0, open), label)}
      {rest.length > 0 ? (
        <details className="more-reasons">
          <summary className="sub">{t('shown.moreReasons', { count: rest.length, weight })}</summary>
          {list(rest, t('shown.moreReasons', { count: rest.length, weight }))}
        </details>
      ) : null}
    </>
  )
}

function ReasonList({ reasons, label, largest, isCompact }: Required<ReasonsProps> & { largest: number }) {
  return (
    <ol className={isCompact ? 'reasons is-compact' : 'reasons'} aria-label={label}>
      {reasons.map((reason, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: reasons have no id and come as a whole
        <ReasonLine key={at} reason={reason} largest={Math.max(1, largest)} isCompact={isCompact} />
      ))}
    </ol>
  )
}

function ReasonLine({ reason, largest, isCompact }: { reason: ShownReason; largest: number; isCompact: boolean }) {
  const { kind, weight } = reason
  return (
    <li className={`reason is-${kind}${weight === 0 ? ' is-zero' : ''}`}>
      <Mark kind={kind} isAlone={isCompact} />
      <div>
        <div>{reason.because}</div>
        {isCompact ? reason.note ? <div className="proof">{reason.note}</div> : null : <Proof reason={reason} />}
      </div>
      <div className="weight">
        {weight === null ? null : weightText(weight)}
        {weight && !isCompact ? (
          <span className="bar" aria-hidden>
            <i style={{ '--v': `${Math.round((Math.abs(weight) / largest) * 100)}%` } as CSSProperties} />
          </span>
        ) : null}
      </div>
    </li>
  )
}

function Proof({ reason }: { reason: ShownReason }) {
  const { t } = useTexts()
  const by = { claim: 'shown.claimOf', fact: 'shown.factOf', decision: 'shown.decisionOf' } as const
  const kind = <span className="kind" />
  return (
    <div className="proof">
      {reason.who ? (
        <Say k={by[reason.kind]} values={{ who: reason.who }} parts={{ k: kind }} />
      ) : (
        <span className="kind">{t(`shown.${reason.kind}`)}</span>
      )}
      <Evidences evidence={reason.evidence ?? []} unlisted={reason.unlisted} />
      {reason.note ? <> · {reason.note}</> : null}
    </div>
  )
}

const MOST_NAMED = 4

/** The first few places that prove it, and how many more there are. */
export function Evidences({ evidence, unlisted = 0 }: { evidence: readonly Evidence[]; unlisted?: number | null }) {
  const { t } = useTexts()
  const named = evidence.slice(0, MOST_NAMED)
  const more = evidence.length - named.length + (unlisted ?? 0)
  return (
    <>
      {named.map((one, at) => (
        <span key={one.label}>
          {at === 0 ? ' · ' : ', '}
          <EvidenceLink evidence={one} />
        </span>
      ))}
      {more > 0 && named.length > 0 ? (
        <> {unlisted === null ? t('shown.evenMoreEvidence') : t('shown.moreEvidence', { count: more })}</>
      ) : null}
    </>
  )
}

function EvidenceLink({ evidence }: { evidence: Evidence }) {
  const { label, to, isId } = evidence
  const look = isId ? 'id' : undefined
  if (!to) return <span className={look}>{label}</span>
  if (to.startsWith('#'))
    return (
      <a href={to} className={look}>
        {label}
      </a>
    )
  return (
    <Link to={to} className={look}>
      {label}
    </Link>
  )
}

export const weightText = (weight: number): string => (weight > 0 ? `+${count(weight)}` : count(weight))

/** `50 + 22 − 8 = 64`, and on the right which rules and when. */
export function Sum({ weights, total, aside }: { weights: readonly number[]; total: number; aside?: ReactNode }) {
  const { t } = useTexts()
  const parts = weights.filter((weight) => weight !== 0).sort((a, b) => b - a)
  const sum = parts.reduce((before, weight) => before + weight, 0)
  const left = parts
    .map((weight, at) => (at === 0 ? count(weight) : weight > 0 ? `+ ${count(weight)}` : `− ${count(-weight)}`))
    .join(' ')
  const text = sum === total ? `${left} = ${count(total)}` : t('shown.sumCapped', { left, sum: count(sum), total: count(total) })
  return (
    <div className="sum">
      <span>{parts.length > 1 || sum !== total ? text : null}</span>
      {aside ? <span className="push">{aside}</span> : null}
    </div>
  )
}
