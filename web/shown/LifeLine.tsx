// The life of a case by its numbers: registered, re-registered, closed; every number it ever had, who gave it, when, on which ground.
import type { CSSProperties, ReactNode } from 'react'
import '../styles/case.css'
import { useTexts } from '../texts/Say.tsx'
import { useNow } from '../ui/clock.ts'
import { spanText, Time } from '../ui/Time.tsx'
import { spanBetween } from '../ui/times.ts'
import { Mark } from './Mark.tsx'

export type LifeStep = {
  id: string
  number?: string
  what: string
  unit?: string
  at: string
  by?: string
  ground?: ReactNode
  isCurrent?: boolean
}
export type ToCome = { what: string; due?: ReactNode }

const MOST_BESIDE = 4

/** As many columns as there are numbers; where there are many, further lines. */
const columnsOf = (steps: number) => ({ '--steps': String(Math.min(MOST_BESIDE, Math.max(1, steps))) }) as CSSProperties

export function LifeLine({ steps, toCome }: { steps: readonly LifeStep[]; toCome?: ToCome }) {
  const { t } = useTexts()
  return (
    <ol className={toCome ? 'life has-next' : 'life'} style={columnsOf(steps.length)} aria-label={t('shown.lifeLine')}>
      {steps.map((step, at) => (
        <Step key={step.id} step={step} since={at > 0 ? steps[at - 1]?.at : undefined} />
      ))}
      {toCome ? <Coming toCome={toCome} since={steps.at(-1)?.at} /> : null}
    </ol>
  )
}

function Step({ step, since }: { step: LifeStep; since: string | undefined }) {
  return (
    <li aria-current={step.isCurrent ? 'step' : undefined}>
      {since ? <span className="gap">{lengthText(since, new Date(step.at))}</span> : null}
      {step.number ? <span className="num id">{step.number}</span> : null} <span className="what">{step.what}</span>
      <p>
        {step.unit ? <b>{step.unit} </b> : null}
        <Time at={step.at} as="local" />
      </p>
      {step.by || step.ground ? (
        <p className="sub">
          <Mark kind="decision" isAlone /> {step.by} {step.ground}
        </p>
      ) : null}
    </li>
  )
}

function Coming({ toCome, since }: { toCome: ToCome; since: string | undefined }) {
  const { t } = useTexts()
  const now = useNow()
  return (
    <li className="to-come">
      {since ? <span className="gap">{t('shown.soFar', { span: lengthText(since, now) })}</span> : null}
      <span className="what">{toCome.what}</span>
      {toCome.due ? <p className="sub">{toCome.due}</p> : null}
    </li>
  )
}

export const lengthText = (since: string, until: Date): string => spanText(spanBetween(new Date(since), until))
