// One text for what does not exist and for what one may not see, so that it tells nothing.
import { useTexts } from '../texts/Say.tsx'

export function NotShown({ number }: { number: string }) {
  const { t } = useTexts()
  return (
    <div className="pad">
      <h1 className="lead">{t('shown.notShown', { number })}</h1>
      <p>{t('error.missing_means')}</p>
    </div>
  )
}
