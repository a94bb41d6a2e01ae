// On paper only: that the sheet is sealed, who printed it and when.
import { useMe } from '../session.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { useNow } from '../ui/clock.ts'
import { Time } from '../ui/Time.tsx'

export function PrintedLine() {
  const { t, language } = useTexts()
  const { person, unit } = useMe()
  return (
    <p className="only-print sub">
      {t('shown.printed', { by: person.name, unit: nameIn(language, unit.name) })} <Time at={useNow()} as="local" />
    </p>
  )
}

/** Behind what stays folded on paper too. */
export function NotPrinted() {
  const { t } = useTexts()
  return <span className="only-print-inline"> {t('shown.notPrinted')}</span>
}
