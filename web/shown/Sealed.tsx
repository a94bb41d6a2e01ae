// Sealed people: hatched, with a lock and a pseudonym, in every place. Revealing asks for a purpose, shows for one minute,
// and says what was recorded. Equal pseudonyms in other reports mean nothing.
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Say, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { ChoiceField, Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'

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

export type Revealed = { lines: readonly { label: string; value: string }[]; until?: string | null; place?: number | null }
export const purposes = ['protect', 'jurisdiction', 'court', 'other'] as const
export type Purpose = (typeof purposes)[number]

type RevealProps = {
  name: string
  of: string
  onReveal: (asked: { purpose: Purpose; because: string }) => Promise<Revealed>
  whyNot?: string | null
}

/** The button, the dialog that asks why, and what is shown for a minute. */
export function Reveal({ name, of, onReveal, whyNot }: RevealProps) {
  const { t } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<Revealed & { purpose: Purpose }>()
  const seal = () => setShown(undefined)
  if (shown) return <Open name={name} shown={shown} onSeal={seal} />
  return (
    <>
      <Button look="quiet" whyNot={whyNot} onClick={() => setAsking(true)}>
        {t('shown.reveal')}
      </Button>
      <Ask name={name} of={of} isOpen={isAsking} onReveal={onReveal} onClose={() => setAsking(false)} onShown={setShown} />
    </>
  )
}

type AskProps = Omit<RevealProps, 'whyNot'> & {
  isOpen: boolean
  onClose: () => void
  onShown: (shown: Revealed & { purpose: Purpose }) => void
}

function Ask({ name, of, isOpen, onReveal, onClose, onShown }: AskProps) {
  const { t } = useTexts()
  const [purpose, setPurpose] = useState<Purpose>('protect')
  const [because, setBecause] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const reveal = useMutation({
    mutationFn: () => onReveal({ purpose, because: because.trim() }),
    onSuccess: (shown) => {
      onShown({ ...shown, purpose })
      onClose()
    },
  })
  const send = () => (because.trim() ? reveal.mutate() : setEmpty(true))
  const title = <Say k="shown.revealTitle" values={{ of }} parts={{ s: <SealedName name={name} /> }} />
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} onSubmit={send}>
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
        wrong={isEmpty && !because.trim() ? t('shown.purposeNeeded') : undefined}
        data-autofocus
      />
      {reveal.error ? <ErrorMessage error={reveal.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={reveal.isPending}>
          {t('shown.revealForMinute')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('shown.keepSealed')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

function Open({ name, shown, onSeal }: { name: string; shown: Revealed & { purpose: Purpose }; onSeal: () => void }) {
  const { t } = useTexts()
  const left = useCountdown(secondsOf(shown), onSeal)
  return (
    <div className="frame revealed" role="status">
      <SealedName name={name} />
      <dl className="revealed-lines">
        {shown.lines.map((line) => (
          <div key={`${line.label} ${line.value}`}>
            <dt className="sub">{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      <span className="push nowrap">
        <span aria-hidden>
          <Say k="shown.sealedAgainIn" values={{ left }} />
        </span>{' '}
        <Button onClick={onSeal}>{t('shown.sealNow')}</Button>
      </span>
      <span className="sub">{recordedText(t, shown)}</span>
    </div>
  )
}

function recordedText(t: ReturnType<typeof useTexts>['t'], shown: Revealed & { purpose: Purpose }): ReactNode {
  const purpose = t(`purpose.${shown.purpose}`)
  return shown.place ? t('shown.recordedAs', { place: shown.place, purpose }) : t('shown.recorded', { purpose })
}

const MOST_SECONDS = 60

function secondsOf(shown: Revealed): number {
  const left = shown.until ? Math.round((new Date(shown.until).getTime() - Date.now()) / 1000) : MOST_SECONDS
  return Math.min(MOST_SECONDS, Math.max(1, left))
}

/** `0:48`, and then it is over. */
function useCountdown(seconds: number, onOver: () => void): string {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => before - 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const isOver = left <= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: sealing again once is enough
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver])
  const shown = Math.max(0, left)
  return `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, '0')}`
}
