// One text for what does not exist and for what one may not see, so that it tells nothing.
import { useTexts } from '../texts/Say.tsx'

export function NotShown({ number }: { number: string }) {
  const { t } = useTexts()
  return (
    <div className="pad">
      <p>
        <b>{t('shown.notShown', { number })}</b> {t('error.missing_means')}
      </p>
    </div>
  )
}
