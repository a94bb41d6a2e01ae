// Why somebody did something, in a few words that everybody concerned will read. The server asks for three signs at least.
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { TextField } from '../ui/Field.tsx'

const SHORTEST = 3

export function useReason() {
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const given = text.trim()
  const isReady = given.length >= SHORTEST
  return { text, setText, given, isReady, isMissed: isTried && !isReady, complain: () => setTried(true) }
}

type Props = {
  reason: ReturnType<typeof useReason>
  /** Where it is called otherwise, such as the ground of a re-registration. */
  label?: string
  hint?: ReactNode
  needed?: string
  rows?: number
  /** Takes the focus of the dialog. */
  isFirst?: boolean
}

export function ReasonField({ reason, label, hint, needed, rows, isFirst }: Props) {
  const { t } = useTexts()
  return (
    <TextField
      label={
        <>
          {label ?? t('reports.reason')} <span className="sub">{t('ui.needed')}</span>
        </>
      }
      aria-required
      hint={hint}
      value={reason.text}
      rows={rows ?? 3}
      maxLength={2000}
      onChange={(event) => reason.setText(event.target.value)}
      wrong={reason.isMissed ? (needed ?? t('reports.reasonNeeded')) : undefined}
      data-autofocus={isFirst || undefined}
    />
  )
}
