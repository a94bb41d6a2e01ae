// A question before what cannot be taken back by itself: what will happen, and the button that does it.
import type { ReactNode } from 'react'
import { FormDialog } from './FormDialog.tsx'
import { useSending } from './use-sending.ts'

type ConfirmDialogProps = {
  title: ReactNode
  button: string
  onClose: () => void
  onSend: () => Promise<unknown>
  children: ReactNode
}

export function ConfirmDialog({ onSend, children, ...dialog }: ConfirmDialogProps) {
  const sending = useSending({ mutationFn: onSend, onSuccess: dialog.onClose })
  return <FormDialog {...dialog} says={children} sending={sending} onSend={() => sending.mutate()} isButtonFirst />
}
