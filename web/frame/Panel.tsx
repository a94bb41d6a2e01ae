// The panel: details beside the list (440 px), over it below 1181 px, a page of its own at 390 px. It answers in the order
// why, how complete, where to. Each section inside is a <section>.
import type { ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'

type PanelProps = {
  label: string
  head: ReactNode
  actions?: ReactNode
  foot?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** The row, or the name of the row, that the panel is about. */
const OPEN_ROW = '#page [role="row"][aria-current="true"], #page .row-open[aria-expanded="true"]'

export function Panel({ label, head, actions, foot, onClose, children }: PanelProps) {
  const { t } = useTexts()
  const close = () => {
    const row = document.querySelector<HTMLElement>(OPEN_ROW)
    onClose()
    // Below 720 px the list is only there when the panel is gone.
    setTimeout(() => row?.focus({ preventScroll: true }))
  }
  return (
    <aside className="panel" aria-label={label}>
      <div className="panel-head">
        <Button look="quiet" icon="back" label={t('ui.back')} onClick={close} className="only-narrow" />
        {head}
        <span className="push panel-actions">
          {actions}
          <Button look="quiet" icon="close" label={`${t('ui.close')} (Esc)`} onClick={close} className="only-wide" />
        </span>
      </div>
      <div className="panel-body" tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
      {foot ? <div className="panel-foot">{foot}</div> : null}
    </aside>
  )
}
