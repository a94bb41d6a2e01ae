// Who says it: a sender (claim: open bubble), we observed it (fact: solid square), a person decided it (decision: round),
// somebody looked (grey eye). The shapes survive grey print; the word stands beside them or in the label.
import { useTexts } from '../texts/Say.tsx'
import { Icon } from '../ui/Icon.tsx'

export type MarkKind = 'claim' | 'fact' | 'decision' | 'look'

export function Mark({ kind, isAlone }: { kind: MarkKind; isAlone?: boolean }) {
  const { t } = useTexts()
  if (kind === 'look') return <Icon name="eye" small label={isAlone ? t('shown.look') : undefined} />
  const says = isAlone ? { role: 'img', 'aria-label': t(`shown.${kind}`) } : { 'aria-hidden': true }
  return (
    <svg className={`mark mark-${kind}`} viewBox="0 0 16 16" {...says}>
      <Shape kind={kind} />
    </svg>
  )
}

function Shape({ kind }: { kind: Exclude<MarkKind, 'look'> }) {
  if (kind === 'claim') {
    return (
      <>
        <path d="M2 3h12v7.5H7.5L4.8 13v-2.5H2z" />
        <path d="M6.3 5.6v1.8M9.7 5.6v1.8" strokeWidth="1.9" />
      </>
    )
  }
  if (kind === 'fact') {
    return (
      <>
        <rect x="2" y="2" width="12" height="12" rx="1.5" fill="currentColor" />
        <path d="m5 8.3 2.1 2.1L11.1 6" className="hole-line" strokeWidth="1.7" />
      </>
    )
  }
  return (
    <>
      <circle cx="8" cy="8" r="6.7" fill="currentColor" stroke="none" />
      <g className="hole" stroke="none">
        <circle cx="8" cy="6" r="2.1" />
        <path d="M3.9 11.8c.7-2.3 2.3-3.2 4.1-3.2s3.4.9 4.1 3.2A6 6 0 0 1 8 13.3a6 6 0 0 1-4.1-1.5z" />
      </g>
    </>
  )
}
