// One sentence of why, for what needs a reason and nothing else: return, withdraw, reopen, confirm and reject a link.
import { useState } from 'react'
import { useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { TextField } from '../../ui/Field.tsx'

type ReasonDialogProps = {
  title: string
  says?: string
  button: string
  onClose: () => void
  onSend: (reason: string) => Promise<unknown>
}

export function ReasonDialog({ title, says, button, onClose, onSend }: ReasonDialogProps) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const isReason = reason.trim().length >= 3
  const send = async () => {
    setTried(true)
    if (!isReason) return
    setBusy(true)
    try {
      await onSend(reason.trim())
      onClose()
    } catch (failed) {
      setError(failed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} isOpen onClose={onClose} onSubmit={send}>
      {says ? <p>{says}</p> : null}
      <TextField
        label={t('reports.reason')}
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
        wrong={isTried && !isReason ? t('reports.reasonNeeded') : undefined}
        data-autofocus
      />
      {error ? <ErrorMessage error={error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {button}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
