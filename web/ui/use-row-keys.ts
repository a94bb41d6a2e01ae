// Keys on a list of rows whose names are buttons: the focus moves; where a panel is open, it follows. Enter is the button's own.
// A row that leads to a page has a link instead (`row-goes`), which is passed over while a panel is open.
import { type RefObject, useRef } from 'react'
import { useKeys } from '../frame/keys.ts'
import { rowMoves } from '../frame/row-moves.ts'

type RowKeys = { isOpen: boolean; onClose: () => void; onFilter?: () => void }

export function useRowKeys<E extends HTMLElement>({ isOpen, onClose, onFilter }: RowKeys): RefObject<E | null> {
  const list = useRef<E>(null)
  const found = isOpen ? '.row-open' : '.row-open, .row-goes'
  const step = (by: number) => {
    const names = [...(list.current?.querySelectorAll<HTMLElement>(found) ?? [])]
    const focused = names.indexOf(document.activeElement as HTMLElement)
    const here = focused >= 0 ? focused : names.findIndex((name) => name.getAttribute('aria-expanded') === 'true')
    const next = names[here < 0 ? 0 : Math.min(names.length - 1, Math.max(0, here + by))]
    next?.focus()
    if (isOpen) next?.click()
  }
  const openFirst = () => list.current?.querySelector<HTMLElement>(found)?.click()
  useKeys({
    ...rowMoves(step),
    open: isOpen ? undefined : openFirst,
    back: isOpen ? onClose : undefined,
    filter: onFilter,
  })
  return list
}
