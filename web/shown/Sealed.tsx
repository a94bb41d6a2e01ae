// Sealed people: hatched, with a lock and a pseudonym, in every place. Revealing asks for a purpose, shows for one minute,
// and says what was recorded. Equal pseudonyms in other reports mean nothing.
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Say, useTexts } from '../texts/Say.tsx'
import { BeingSent } from '../ui/BeingSent.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { ChoiceField, Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useSending } from '../ui/use-sending.ts'
import { fieldWords } from './field-words.ts'

export function SealedName({ name }: { name: string }) {
  const { t } = useTexts()
  return (
    <span className="sealed" title={t('shown.sealedTitle')}>
      <Icon name="lock" />
      {name}
      <span className="away">{t('shown.sealed')}</span>
    </span>
  )
}

export type Revealed = { fields: readonly { field: string; value: string }[]; until: string }
export const purposes = ['protect', 'jurisdiction', 'court', 'other'] as const
export type Purpose = (typeof purposes)[number]

type RevealProps = {
  /** What the button says, where it is not a person. */
  button?: string
  name: string
  of: string
  onReveal: (asked: { purpose: Purpose; words: string }) => Promise<Revealed>
  whyNot?: string | null
  /** Where it is shown, when there is no room for it beside the button: a line of a table keeps its height. */
  place?: HTMLElement | null
}

/** The button, the dialog that asks why, and what is shown for a minute. */
export function Reveal({ name, of, onReveal, whyNot, button, place }: RevealProps) {
  const { t } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<Revealed & { purpose: Purpose }>()
  const { box, opener } = useFocusOn(shown !== undefined)
  const seal = () => setShown(undefined)
  // It is there before its words: what comes into the page together with them is not read aloud everywhere.
  const region = (
    <div ref={box} className={shown ? 'frame revealed' : 'away'} role="status" tabIndex={-1}>
      {shown ? <Open name={name} shown={shown} onSeal={seal} /> : null}
    </div>
  )
  return (
    <>
      {place ? createPortal(region, place) : region}
      {shown && place ? <span className="sub">{t('shown.shownBelow')}</span> : null}
      {shown ? null : (
        <Button ref={opener} look={button ? 'plain' : 'quiet'} whyNot={whyNot} onClick={() => setAsking(true)}>
          {button ?? t('shown.reveal')}
        </Button>
      )}
      <Ask name={name} of={of} isOpen={isAsking} onReveal={onReveal} onClose={() => setAsking(false)} onShown={setShown} />
    </>
  )
}

/** What is revealed takes the focus; when it is sealed again, by hand or by the clock, the button has it back, unless one went elsewhere. */
function useFocusOn(isShown: boolean) {
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isShown) return undefined
    box.current?.focus()
    return () => {
      const isLost = document.activeElement === document.body || document.activeElement === box.current
      if (isLost) setTimeout(() => opener.current?.focus())
    }
  }, [isShown])
  return { box, opener }
}

type AskProps = Omit<RevealProps, 'whyNot' | 'button' | 'place'> & {
  isOpen: boolean
  onClose: () => void
  onShown: (shown: Revealed & { purpose: Purpose }) => void
}

function Ask({ name, of, isOpen, onReveal, onClose, onShown }: AskProps) {
  const { t } = useTexts()
  const [purpose, setPurpose] = useState<Purpose>('protect')
  const [because, setBecause] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const reveal = useSending({
    mutationFn: () => onReveal({ purpose, words: because.trim() }),
    onSuccess: (shown) => {
      onShown({ ...shown, purpose })
      onClose()
    },
  })
  const send = () => (because.trim().length >= 3 ? reveal.mutate() : setEmpty(true))
  const title = <Say k="shown.revealTitle" values={{ of }} parts={{ s: <SealedName name={name} /> }} />
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} onSubmit={send} isHeld={reveal.isPending}>
      <p>{t('shown.revealSay')}</p>
      <ChoiceField
        label={t('shown.purpose')}
        name="purpose"
        value={purpose}
        onChange={(value) => setPurpose(value as Purpose)}
        options={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      <Field
        label={t('shown.inYourWords')}
        value={because}
        maxLength={500}
        onChange={(event) => setBecause(event.target.value)}
        wrong={isEmpty && because.trim().length < 3 ? t('shown.purposeNeeded') : undefined}
        data-autofocus
      />
      {reveal.error ? <ErrorMessage error={reveal.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={reveal.isPending}>
          {t('shown.revealForMinute')}
        </Button>
        <Button onClick={onClose} isBusy={reveal.isPending} keyed="Esc">
          {t('shown.keepSealed')}
        </Button>
        <BeingSent isPending={reveal.isPending} />
      </DialogButtons>
    </Dialog>
  )
}

function Open({ name, shown, onSeal }: { name: string; shown: Revealed & { purpose: Purpose }; onSeal: () => void }) {
  const texts = useTexts()
  const { t } = texts
  const left = useCountdown(secondsOf(shown), onSeal)
  return (
    <>
      <SealedName name={name} />
      <dl className="revealed-lines">
        {shown.fields.map(({ field, value }) => (
          <div key={`${field} ${value}`}>
            <dt className="sub">{fieldWords(field, texts)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {shown.fields.length === 0 ? <div>{t('shown.nothingSealed')}</div> : null}
      </dl>
      <span className="push nowrap">
        <span aria-hidden>
          <Say k="shown.sealedAgainIn" values={{ left }} />
        </span>{' '}
        <Button onClick={onSeal}>{t('shown.sealNow')}</Button>
      </span>
      <span className="sub">{t('shown.recorded', { purpose: t(`purpose.${shown.purpose}`) })}</span>
    </>
  )
}

const MOST_SECONDS = 60

function secondsOf(shown: Revealed): number {
  const left = Math.round((new Date(shown.until).getTime() - Date.now()) / 1000)
  return Math.min(MOST_SECONDS, Math.max(1, left))
}

/** `0:48`, and then it is over. */
function useCountdown(seconds: number, onOver: () => void): string {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    // By the clock and not by ticks: none comes while the machine sleeps or the page is hidden.
    const end = Date.now() + seconds * 1000
    const look = () => setLeft(Math.ceil((end - Date.now()) / 1000))
    const timer = setInterval(look, 1000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [seconds])
  const isOver = left <= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: sealing again once is enough
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver])
  const shown = Math.max(0, left)
  return `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, '0')}`
}
