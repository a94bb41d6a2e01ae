// What the keys do here, in one line; or that they are switched off.
import { useTexts } from '../texts/Say.tsx'

export function KeyHints({ hints, isOn }: { hints: readonly (readonly [readonly string[], string])[]; isOn: boolean }) {
  const { t } = useTexts()
  if (!isOn) return <span className="sub">{t('frame.keysAreOff')}</span>
  return (
    <span className="keys">
      {hints.map(([keys, says]) => (
        <span key={says}>
          {keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {says}
        </span>
      ))}
    </span>
  )
}
