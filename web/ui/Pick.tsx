// One out of many (units, people): type to narrow, arrows and Enter to choose. What may not be chosen says why. After the combobox pattern
// of WAI-ARIA: the focus stays in the field, which names the option that the arrows stand on.
// The list opens in place, so that it is inside its dialog and nothing floats over a float.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
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

const MOST_SHOWN = 60

export function Pick({ label, placeholder, autoFocus, ...choosing }: PickProps) {
  const { t } = useTexts()
  const id = useId()
  const list = `${id}-list`
  const { typed, isOpen, fitting, here, type, open, close, take, keys } = usePicking(choosing)
  const chosen = choosing.options.find((option) => option.value === choosing.value)
  const isListed = isOpen && fitting.length > 0
  const idOf = (option: PickOption) => `${list}-${option.value}`
  return (
    <div className="field">
      <label htmlFor={id} id={`${id}-name`}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={isListed ? list : undefined}
        aria-activedescendant={isListed && here ? idOf(here) : undefined}
        autoComplete="off"
        placeholder={placeholder}
        data-autofocus={autoFocus || undefined}
        // Escape closes the list first, and the dialog around it only then.
        data-mantine-stop-propagation={isOpen || undefined}
        value={typed ?? chosen?.label ?? ''}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={keys}
        onFocus={(event) => event.currentTarget.select()}
        onClick={(event) => {
          // The press itself took the selection away; what is typed now stands in place of what was chosen.
          if (typed === undefined) event.currentTarget.select()
          open()
        }}
        onBlur={() => afterPress(close)}
      />
      {isOpen && fitting.length === 0 ? (
        <p className="options pick-options quiet" role="status">
          {t('ui.nothingFound')}
        </p>
      ) : null}
      {isListed ? (
        <div className="options pick-options" role="listbox" id={list} aria-labelledby={`${id}-name`}>
          {fitting.map((option) => (
            <PickLine
              key={option.value}
              id={idOf(option)}
              option={option}
              isHere={option === here}
              isChosen={option.value === choosing.value}
              onTake={() => take(option)}
            />
          ))}
        </div>
      ) : null}
    </div>
  )
}

function fittingOf(options: readonly PickOption[], typed: string | undefined): PickOption[] {
  const words = (typed ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ label, sub }: PickOption) => words.every((word) => `${label} ${sub ?? ''}`.toLowerCase().includes(word))
  const fitting = options.filter(fits)
  return [...fitting.filter((one) => beginsWith(one, words)), ...fitting.filter((one) => !beginsWith(one, words))].slice(
    0,
    MOST_SHOWN,
  )
}

/** What was typed begins words of the name: before what only holds it somewhere, such as "s" in "District". */
const beginsWith = ({ label }: PickOption, words: readonly string[]): boolean =>
  words.every((word) => ` ${label.toLowerCase()}`.includes(` ${word}`))

const mayBe = (option: PickOption) => !option.whyNot

/** What is typed, whether the list is open, and on which of its options the arrows stand. */
function usePicking({ options, value, onChange }: Omit<PickProps, 'label' | 'placeholder' | 'autoFocus'>) {
  const [typed, setTyped] = useState<string>()
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState<string>()
  const fitting = fittingOf(options, typed)
  const here = fitting.find((option) => option.value === at)
  const open = () => setOpen(true)
  const fold = () => {
    setOpen(false)
    setAt(undefined)
  }
  const close = () => {
    setTyped(undefined)
    fold()
  }
  const take = (option: PickOption) => {
    if (!mayBe(option)) return
    onChange(option.value)
    close()
  }
  const type = (text: string) => {
    setTyped(text)
    // What was chosen before is not what is being looked for now.
    if (value !== '') onChange('')
    open()
    setAt(fittingOf(options, text).find(mayBe)?.value)
  }
  const move = (by: 1 | -1) => {
    const may = fitting.filter(mayBe)
    const from = may.findIndex((option) => option.value === (isOpen ? at : value))
    const first = by > 0 || !isOpen ? 0 : may.length - 1
    const next = isOpen ? (from + by + may.length) % may.length : from
    setAt(may[from < 0 ? first : next]?.value)
    open()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    // What is typed and not yet found is not meant to be sent.
    const isTaken = event.key === 'Enter' && (Boolean(here) || typed !== undefined)
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Escape') fold()
    else if (isTaken && here) take(here)
    if (isTaken || event.key === 'ArrowDown' || event.key === 'ArrowUp') event.preventDefault()
  }
  return { typed, isOpen, fitting, here, type, open, close, take, keys }
}

type LineProps = { id: string; option: PickOption; isHere: boolean; isChosen: boolean; onTake: () => void }

function PickLine({ id, option, isHere, isChosen, onTake }: LineProps) {
  const { label, sub, whyNot } = option
  useEffect(() => {
    if (isHere) document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }, [id, isHere])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above moves through the options and takes one by Enter
    <div
      id={id}
      role="option"
      className={isHere ? 'option is-here' : 'option'}
      aria-selected={isChosen}
      aria-disabled={whyNot ? true : undefined}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <span>{label}</span>
      {whyNot || sub ? <span className="sub">{whyNot ?? sub}</span> : null}
    </div>
  )
}
