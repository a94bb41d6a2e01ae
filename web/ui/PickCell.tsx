// The box before a row; with shift it stretches the selection. The keys of the list do the same, so it takes no focus itself.
import type { MouseEvent } from 'react'
import { useTexts } from '../texts/Say.tsx'

type Props = { name: string; isSelected: boolean; onSelect: (how: { isStretch: boolean }) => void }

export function PickCell({ name, isSelected, onSelect }: Props) {
  const { t } = useTexts()
  const pick = (event: MouseEvent) => {
    event.stopPropagation()
    onSelect({ isStretch: event.shiftKey })
  }
  return (
    <div role="gridcell" className="c-pick">
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isSelected}
        onClick={pick}
        onChange={() => undefined}
        aria-label={t('ui.select', { what: name })}
      />
    </div>
  )
}
