// The map of keys: what each means here and everywhere.
import { useMe } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { keys } from './keys.data.ts'
import { type KeyName, letterOf, useBoundKeys } from './keys.ts'

const groups = ['move', 'rows', 'do', 'frame'] as const
const heads = { move: 'frame.keysMove', rows: 'frame.keysRows', do: 'frame.keysDo', frame: 'frame.keysFrame' } as const

export function KeyMap({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTexts()
  const { person } = useMe()
  const bound = useBoundKeys()
  const names = Object.keys(keys) as KeyName[]
  return (
    <Dialog title={t('frame.keyMap')} isOpen={isOpen} onClose={onClose}>
      <p className="sub">{person.isKeysOn ? t('frame.keyMapSay') : t('frame.keyMapOff')}</p>
      {groups.map((group) => (
        <section key={group} aria-label={t(heads[group])}>
          <h3>{t(heads[group])}</h3>
          <dl className="key-map">
            {names
              .filter((name) => keys[name].group === group)
              .map((name) => (
                <div key={name} className={bound.has(name) ? undefined : 'quiet'}>
                  <dt>
                    <kbd>{letterOf(name)}</kbd>
                  </dt>
                  <dd>{t(keys[name].says)}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <DialogButtons>
        <Button onClick={onClose} keyed="Esc" autoFocus>
          {t('ui.close')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
