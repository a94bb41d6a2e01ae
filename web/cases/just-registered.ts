// Who registers a case is led to its page, where the dialog and all that had the focus are gone: it goes to the number that the case got.
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** Told on the way there, and kept with that entry of the browser's history. */
export const justRegistered = { isJustRegistered: true } as object

export function useFocusOfNew() {
  const heading = useRef<HTMLHeadingElement>(null)
  const isNew = useLocation({ select: ({ state }) => 'isJustRegistered' in state })
  useEffect(() => {
    if (isNew) heading.current?.focus({ preventScroll: true })
  }, [isNew])
  return heading
}
