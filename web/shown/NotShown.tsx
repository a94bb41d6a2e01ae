// One text for what does not exist and for what one may not see, so that it tells nothing.
import type { ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'

/** A report is named by what was asked for; `says` is for what has no number in the address; `next` leads on from a page. */
export function NotShown({ number, says, next }: { number?: string; says?: string; next?: ReactNode }) {
  const { t } = useTexts()
  return (
    <div className="pad">
      <h1 className="lead">{says ?? t('shown.notShown', { number })}</h1>
      <p>{t('error.missing_means')}</p>
      {next ? <p className="way-back">{next}</p> : null}
    </div>
  )
}
