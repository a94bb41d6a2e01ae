// One out of many (units, people): type to narrow, arrows and Enter to choose. What may not be chosen says why.
// The list opens in place, so that it is inside its dialog and nothing floats over a float.
import { Combobox, useCombobox } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { afterPress } from './after-press.ts'

export type PickOption = { value: string; label: string; sub?: string; whyNot?: string | null }
type PickProps = {
  label: ReactNode
  options: readonly PickOption[]
  value: string
  onChange: (value: string) => void
  placeholder?: string
  autoFocus?: boolean
}

export function Pick({ label, options, value, onChange, placeholder, autoFocus }: PickProps) {
  const { t } = useTexts()
  const id = useId()
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const [typed, setTyped] = useState<string>()
  const chosen = options.find((option) => option.value === value)
  const words = (typed ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = options.filter((option) =>
    words.every((word) => `${option.label} ${option.sub ?? ''}`.toLowerCase().includes(word)),
  )
  const close = () => {
    setTyped(undefined)
    box.closeDropdown()
  }
  const take = (picked: string) => {
    onChange(picked)
    close()
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Combobox store={box} onOptionSubmit={take}>
        <Combobox.Target>
          <input
            id={id}
            className="input"
            autoComplete="off"
            placeholder={placeholder}
            data-autofocus={autoFocus || undefined}
            value={typed ?? chosen?.label ?? ''}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              // What was chosen before is not what is being looked for now.
              if (value !== '') onChange('')
              box.openDropdown()
              box.selectFirstOption()
            }}
            // What is typed and not yet found is not meant to be sent.
            onKeyDown={(event) => {
              if (event.key === 'Enter' && typed !== undefined) event.preventDefault()
            }}
            onFocus={(event) => event.currentTarget.select()}
            onClick={() => box.openDropdown()}
            onBlur={() => afterPress(close)}
          />
        </Combobox.Target>
        {box.dropdownOpened && fitting.length === 0 ? (
          <p className="options pick-options quiet" role="status">
            {t('ui.nothingFound')}
          </p>
        ) : null}
        {box.dropdownOpened && fitting.length > 0 ? (
          <Combobox.Options className="options pick-options" aria-label={typeof label === 'string' ? label : undefined}>
            {fitting.slice(0, 60).map((option) => (
              <PickLine key={option.value} option={option} isChosen={option.value === value} />
            ))}
          </Combobox.Options>
        ) : null}
      </Combobox>
    </div>
  )
}

function PickLine({ option, isChosen }: { option: PickOption; isChosen: boolean }) {
  const { value, label, sub, whyNot } = option
  return (
    <Combobox.Option className="option" value={value} disabled={Boolean(whyNot)} active={isChosen}>
      <span>{label}</span>
      {whyNot || sub ? <span className="sub">{whyNot ?? sub}</span> : null}
    </Combobox.Option>
  )
}
