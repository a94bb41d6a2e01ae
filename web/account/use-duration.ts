// How long an answer takes: hours below two days, days above, one decimal.
import { useTexts } from '../texts/Say.tsx'

export function useDuration() {
  const { t } = useTexts()
  return (hours: number | null): string => {
    if (hours === null) return t('ui.none')
    const oneDecimal = (value: number) => Math.round(value * 10) / 10
    return hours < 48 ? t('ui.hours', { count: oneDecimal(hours) }) : t('ui.days', { count: oneDecimal(hours / 24) })
  }
}
