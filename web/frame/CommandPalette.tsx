// What may be done here, and why the rest may not; and the places one may go to. Ctrl-K.
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { remark } from '../ui/announce.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { type Action, actionsHere, letterOf } from './keys.ts'
import { usePlaces } from './places.ts'

export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Dialog title={t('frame.palette')} isOpen={isOpen} onClose={onClose}>
      <Choices onClose={onClose} />
    </Dialog>
  )
}

function useChoices(): Action[] {
  const { t } = useTexts()
  const navigate = useNavigate()
  const places = usePlaces()
  const goes = places.map((place) => ({
    id: `go-${place.name}`,
    label: t('frame.paletteGo', { place: t(place.label) }),
    run: () => void navigate({ to: place.path }),
  }))
  return [...actionsHere(), ...goes]
}

function Choices({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = useChoices().filter((action) => words.every((word) => action.label.toLowerCase().includes(word)))
  const here = fitting[Math.min(at, fitting.length - 1)]
  const take = (action: Action | undefined) => {
    if (!action) return
    if (action.whyNot) return remark(t('frame.refusedHere', { action: action.label, reason: action.whyNot }))
    onClose()
    action.run()
  }
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((before) => (Math.min(before, fitting.length - 1) + step + fitting.length) % Math.max(1, fitting.length))
    else if (event.key === 'Enter') take(here)
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={here ? `${list}-${here.id}` : undefined}
        aria-label={t('frame.paletteHint')}
        placeholder={t('frame.paletteHint')}
        data-autofocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={move}
      />
      {fitting.length === 0 ? <p className="quiet">{t('frame.paletteNone')}</p> : null}
      <div className="options" role="listbox" id={list} aria-label={t('frame.palette')}>
        {fitting.map((action) => (
          <Choice
            key={action.id}
            id={`${list}-${action.id}`}
            action={action}
            isHere={action === here}
            onTake={() => take(action)}
          />
        ))}
      </div>
    </>
  )
}

function Choice({ id, action, isHere, onTake }: { id: string; action: Action; isHere: boolean; onTake: () => void }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above moves through the options and takes one by Enter
    <div
      id={id}
      role="option"
      className={isHere ? 'option is-here' : 'option'}
      aria-selected={isHere}
      aria-disabled={action.whyNot ? true : undefined}
      onClick={onTake}
    >
      <span>
        {action.label}
        {action.whyNot ? <span className="sub">{action.whyNot}</span> : null}
      </span>
      {action.keyed ? <kbd>{letterOf(action.keyed)}</kbd> : null}
    </div>
  )
}
