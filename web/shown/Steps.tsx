// The staircase of Account: what came, what went on, what ended, what waits, what is past the clock. Every number opens its list.
import { Link } from '@tanstack/react-router'
import '../styles/account.css'
import { useTexts } from '../texts/Say.tsx'
import { Count } from '../ui/Count.tsx'

export type PartKind = 'on' | 'end' | 'wait' | 'late'
export type Part = { kind: PartKind; count: number; says: string; to?: string }
export type StepOf = { name: string; count: number; to?: string; parts: readonly Part[] }

export function Legend() {
  const { t } = useTexts()
  const kinds: readonly PartKind[] = ['on', 'end', 'wait', 'late']
  return (
    <ul className="legend push">
      {kinds.map((kind) => (
        <li key={kind}>
          <i className={`s-${kind}`} />
          {t(`shown.step_${kind}`)}
        </li>
      ))}
    </ul>
  )
}

export function Steps({ steps }: { steps: readonly StepOf[] }) {
  const widest = Math.max(1, ...steps.map((step) => step.count))
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li className="step" key={step.name}>
          <div className="step-name">
            <b>{step.name}</b> <Amount className="num" count={step.count} to={step.to} />
          </div>
          <div className="step-bar" aria-hidden style={{ width: `${(step.count / widest) * 100}%` }}>
            {step.parts
              .filter((part) => part.count > 0)
              .map((part) => (
                <i key={part.says} className={`s-${part.kind}`} style={{ flex: part.count }} />
              ))}
          </div>
          <ul className="step-parts">
            {step.parts.map((part) => (
              <li key={part.says}>
                <i className={`s-${part.kind}`} />
                <Amount count={part.count} to={part.to} /> {part.says}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function Amount({ count, to, className }: { count: number; to?: string; className?: string }) {
  if (!to)
    return (
      <span className={className}>
        <Count of={count} />
      </span>
    )
  return (
    <Link to={to} className={className}>
      <Count of={count} />
    </Link>
  )
}
