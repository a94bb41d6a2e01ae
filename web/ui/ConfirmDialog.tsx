// A question before what cannot be taken back by itself: what will happen, and the button that does it.
import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Button } from './Button.tsx'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { ErrorMessage } from './ErrorMessage.tsx'

type ConfirmDialogProps = {
  title: ReactNode
  button: string
  onClose: () => void
  onSend: () => Promise<unknown>
  children: ReactNode
}

export function ConfirmDialog({ title, button, onClose, onSend, children }: ConfirmDialogProps) {
  const { t } = useTexts()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const send = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await onSend()
      onClose()
    } catch (failed) {
      setError(failed)
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} isOpen onClose={onClose} onSubmit={send}>
      <p>{children}</p>
      {error ? <ErrorMessage error={error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={isBusy} autoFocus>
          {button}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
