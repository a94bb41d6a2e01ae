// The ring of the focus stands on the row on which the keys act: it follows the mark, and comes back when the panel closes. Who works
// elsewhere (inside the panel, in a dialog, in a field) stays there.
import { useEffect, useRef } from 'react'

const keepsFocus = '.panel, [role="dialog"], [role="menu"], input:not([type="checkbox"]), textarea, select'

type Standing = { marked: string | undefined; isOpen: boolean }

/** `marked` is the key of the marked row, `isOpen` whether a panel stands beside the list. */
export function useRowFocus({ marked, isOpen }: Standing) {
  const before = useRef<Standing>({ marked: undefined, isOpen })
  // After every drawing: the row may be drawn only when the list has been scrolled to it.
  useEffect(() => {
    const last = before.current
    const isClosed = last.isOpen && !isOpen
    if (last.marked === marked && !isClosed) {
      last.isOpen = isOpen
      return
    }
    const row = marked === undefined ? undefined : document.getElementById(`row-${marked}`)
    if (row === null) return
    before.current = { marked, isOpen }
    const here = document.activeElement
    if (row && !row.contains(here) && !here?.closest(keepsFocus)) row.focus({ preventScroll: true })
  })
}
