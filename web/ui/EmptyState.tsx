// Nothing here: it teaches what would be here, and what to do.
import type { ReactNode } from 'react'

export function EmptyState({ lead, children, next }: { lead: ReactNode; children?: ReactNode; next?: ReactNode }) {
  return (
    <div className="empty">
      <p className="lead">{lead}</p>
      {children ? <p>{children}</p> : null}
      {next ? <p>{next}</p> : null}
    </div>
  )
}
