// Where a report should go: a unit, how strong, and why; the first one with its reasons open.
import type { ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Reasons, type ShownReason } from './Reasons.tsx'

type CandidateProps = {
  name: string
  strength: string
  weight?: number | null
  reasons: readonly ShownReason[]
  action?: ReactNode
  isOpen?: boolean
}

export function Candidate({ name, strength, weight, reasons, action, isOpen }: CandidateProps) {
  const { t, has } = useTexts()
  const word = has(`strength.${strength}`) ?? strength
  const label = t('shown.reasonsFor', { name })
  return (
    <li className="candidate">
      <div className="candidate-head">
        <b>{name}</b> <span className="sub">{weight ? t('shown.strengthAnd', { strength: word, weight }) : word}</span>
        {action}
      </div>
      {isOpen ? (
        <Reasons reasons={reasons} label={label} isCompact />
      ) : (
        <details>
          <summary className="sub">{t('shown.reasonCount', { count: reasons.length })}</summary>
          <Reasons reasons={reasons} label={label} isCompact />
        </details>
      )}
    </li>
  )
}
