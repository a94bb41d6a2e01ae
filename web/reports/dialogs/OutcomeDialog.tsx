// An end: an outcome of the pack's list and a reason. Reports that are settled and cases that are closed end alike.
import { useState } from 'react'
import { ReasonField, useReason } from '../../shown/ReasonField.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'

type Outcome = { id: string; label: Record<string, string> }
export type Ended = { outcome: string; reason: string }

type OutcomeDialogProps = {
  title: string
  says: string
  button: string
  failed?: string
  outcomes: readonly Outcome[]
  sending: { error: unknown; isPending: boolean }
  onSend: (ended: Ended) => void
  onClose: () => void
}

export function OutcomeDialog({ outcomes, onSend, ...dialog }: OutcomeDialogProps) {
  const { t, language } = useTexts()
  const [outcome, setOutcome] = useState('')
  const [isTried, setTried] = useState(false)
  const reason = useReason()
  const send = () => {
    setTried(true)
    reason.complain()
    if (outcome && reason.isReady) onSend({ outcome, reason: reason.given })
  }
  return (
    <FormDialog {...dialog} onSend={send}>
      <SelectField
        label={t('reports.outcome')}
        value={outcome}
        onChange={(event) => setOutcome(event.target.value)}
        empty={t('ui.choose')}
        options={outcomes.map((one) => ({ value: one.id, label: nameIn(language, one.label) }))}
        wrong={isTried && !outcome ? t('reports.outcomeNeeded') : undefined}
        data-autofocus
      />
      <ReasonField reason={reason} />
    </FormDialog>
  )
}

/** What the list of the pack calls an outcome. */
export function useOutcomeName(outcomes: readonly Outcome[]): (id: string) => string {
  const { language } = useTexts()
  return (id) => nameIn(language, outcomes.find((one) => one.id === id)?.label)
}
