// What asks one question and waits: focus stays inside, Esc keeps everything as it was. A click beside it closes it only while nothing was
// typed in it.
import { Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'

type DialogProps = {
  title: ReactNode
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** Makes the dialog a form: Enter in a field does what the first button says. */
  onSubmit?: () => void
  wide?: boolean
  /** While something is being sent: it stays, so that what becomes of it is seen. */
  isHeld?: boolean
}

/** Focus goes back to where it was; the dialog itself may be gone before anybody could be told that it closes. */
function useFocusBack(isOpen: boolean) {
  const before = useRef<Element | null>(null)
  if (isOpen && before.current === null) before.current = document.activeElement
  useEffect(() => {
    if (!isOpen) return undefined
    return () => {
      const came = before.current
      before.current = null
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && came instanceof HTMLElement && came.isConnected) came.focus({ preventScroll: true })
      })
    }
  }, [isOpen])
}

export function Dialog({ title, isOpen, onClose, children, onSubmit, wide, isHeld }: DialogProps) {
  useFocusBack(isOpen)
  const [isTyped, setTyped] = useState(false)
  useEffect(() => {
    if (!isOpen) setTyped(false)
  }, [isOpen])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  const body = onSubmit ? (
    <form className="dialog-body" onSubmit={submit} noValidate>
      {children}
    </form>
  ) : (
    <div className="dialog-body">{children}</div>
  )
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      closeOnEscape={!isHeld}
      closeOnClickOutside={!isHeld && !isTyped}
      transitionProps={{ duration: 0 }}
      size={wide ? '46rem' : '34rem'}
    >
      <Modal.Overlay className="scrim" transitionProps={{ duration: 0 }} />
      <Modal.Content classNames={{ content: 'dialog' }} transitionProps={{ duration: 0 }}>
        <Modal.Title className="lead" component="h2">
          {title}
        </Modal.Title>
        <Modal.Body p={0} onInput={() => setTyped(true)}>
          {isOpen ? body : null}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

export function DialogButtons({ children }: { children: ReactNode }) {
  return <p className="row-of">{children}</p>
}
