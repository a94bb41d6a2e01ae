// One sentence of why, for what needs a reason and nothing else: return, withdraw, reopen, confirm and reject a link.
import { ReasonField, useReason } from '../../shown/ReasonField.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useSending } from '../../ui/use-sending.ts'

type ReasonDialogProps = {
  title: string
  says?: string
  button: string
  onClose: () => void
  onSend: (reason: string) => Promise<unknown>
}

export function ReasonDialog({ onSend, ...dialog }: ReasonDialogProps) {
  const reason = useReason()
  const sending = useSending({ mutationFn: () => onSend(reason.given), onSuccess: dialog.onClose })
  const send = () => {
    reason.complain()
    if (reason.isReady) sending.mutate()
  }
  return (
    <FormDialog {...dialog} sending={sending} onSend={send}>
      <ReasonField reason={reason} isFirst />
    </FormDialog>
  )
}
