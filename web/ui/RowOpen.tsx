// The name of a row: the button that opens its panel.
import type { ReactNode } from 'react'

export function RowOpen({ isOpen, onOpen, children }: { isOpen: boolean; onOpen: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="row-open"
      aria-expanded={isOpen}
      onClick={(event) => {
        event.stopPropagation()
        onOpen()
      }}
    >
      {children}
    </button>
  )
}
