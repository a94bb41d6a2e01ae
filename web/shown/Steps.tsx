// The staircase of Account: what came, what went on, what ended, what waits, what is past the clock. Every number opens its list.
import '../styles/account.css'
import { useTexts } from '../texts/Say.tsx'
import { Count } from '../ui/Count.tsx'
import { ListLink, type Query } from './ListLink.tsx'

export type PartKind = 'on' | 'end' | 'wait' | 'late'
export type Part = { kind: PartKind; count: number; says: string; query?: Query }
export type StepOf = { name: string; count: number; query?: Query; parts: readonly Part[] }

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
            <b>{step.name}</b> <Amount className="num" count={step.count} query={step.query} />
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
                <Amount count={part.count} query={part.query} /> {part.says}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

export function Amount({ count, query, className }: { count: number; query?: Query; className?: string }) {
  if (!query || count === 0)
    return (
      <span className={className}>
        <Count of={count} />
      </span>
    )
  return (
    <ListLink query={query} className={className}>
      <Count of={count} />
    </ListLink>
  )
}
