// Priority by shape, number and word: danger now is the only red one.
import { useTexts } from '../texts/Say.tsx'

export type Band = 'now' | 'high' | 'medium' | 'low'

export function Priority({ band, score, isWordShown }: { band: Band; score?: number | null; isWordShown?: boolean }) {
  const { t } = useTexts()
  return (
    <span className={`prio prio-${band}`} title={t(`band.${band}`)}>
      <PriorityGlyph band={band} />
      {score ?? <span className="away">{t(`band.${band}`)}</span>}
      {isWordShown ? <span className="sub">{t(`band.${band}`)}</span> : null}
    </span>
  )
}

export function PriorityGlyph({ band }: { band: Band }) {
  const { t } = useTexts()
  if (band === 'now') {
    return (
      <svg className="glyph" viewBox="0 0 16 16" role="img" aria-label={t('band.now')}>
        <path d="M8 .8 15.2 8 8 15.2.8 8z" />
        <path d="M8 4.3v4.4M8 11.3v.1" className="hole-line" strokeWidth="1.9" strokeLinecap="round" />
      </svg>
    )
  }
  return (
    <svg className="glyph" viewBox="0 0 16 16" role="img" aria-label={t(`band.${band}`)}>
      <rect x="2" y="9" width="3" height="5" rx=".8" />
      <rect x="6.5" y="5.5" width="3" height="8.5" rx=".8" className={band === 'low' ? 'off' : undefined} />
      <rect x="11" y="2" width="3" height="12" rx=".8" className={band === 'high' ? undefined : 'off'} />
    </svg>
  )
}
