// A dialog that asks for something and sends it: what it means, the fields, why it was not done, the button that does it, and the way out.
import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { BeingSent } from './BeingSent.tsx'
import { Button } from './Button.tsx'
import { Dialog, DialogButtons } from './Dialog.tsx'
import { ErrorMessage } from './ErrorMessage.tsx'
import { Icon } from './Icon.tsx'

type FormDialogProps = {
  title: ReactNode
  says?: ReactNode
  /** What the button says: the deed, never "OK". */
  button: string
  sending: { error: unknown; isPending: boolean }
  /** What was not done, before the error's own sentence. */
  failed?: string
  whyNot?: string
  /** Where no field takes the focus. */
  isButtonFirst?: boolean
  wide?: boolean
  onSend: () => void
  onClose: () => void
  children?: ReactNode
}

export function FormDialog(props: FormDialogProps) {
  const { title, says, button, sending, failed, whyNot, isButtonFirst, wide, onSend, onClose, children } = props
  const { t } = useTexts()
  const [refusals, setRefusals] = useState(0)
  return (
    <Dialog title={title} isOpen onClose={onClose} onSubmit={onSend} wide={wide} isHeld={sending.isPending}>
      {says ? <p>{says}</p> : null}
      {children}
      {sending.error ? <ErrorMessage error={sending.error} lead={failed} /> : null}
      {/* In the dialog, since the page's own line lies under it; anew each time, so that it is read each time. */}
      {whyNot && refusals > 0 ? (
        <p key={refusals} className="said-no" role="alert">
          <Icon name="warn" small />
          <span>{t('frame.whyNot', { reason: whyNot })}</span>
        </p>
      ) : null}
      <DialogButtons>
        <Button
          type="submit"
          look="primary"
          isBusy={sending.isPending}
          whyNot={whyNot}
          onRefused={() => setRefusals(refusals + 1)}
          autoFocus={isButtonFirst}
        >
          {button}
        </Button>
        <Button onClick={onClose} isBusy={sending.isPending} keyed="Esc">
          {t('ui.cancel')}
        </Button>
        <BeingSent isPending={sending.isPending} />
      </DialogButtons>
    </Dialog>
  )
}
