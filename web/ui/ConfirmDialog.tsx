// A question before what cannot be taken back by itself: what will happen, and the button that does it.
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { FormDialog } from './FormDialog.tsx'

type ConfirmDialogProps = {
  title: ReactNode
  button: string
  onClose: () => void
  onSend: () => Promise<unknown>
  children: ReactNode
}

export function ConfirmDialog({ onSend, children, ...dialog }: ConfirmDialogProps) {
  const sending = useMutation({ mutationFn: onSend, onSuccess: dialog.onClose })
  return <FormDialog {...dialog} says={children} sending={sending} onSend={() => sending.mutate()} isButtonFirst />
}
