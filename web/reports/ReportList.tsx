// Reports in a page, drawn like the rows of the Inbox and only read: of a case, of a search.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import '../styles/inbox.css'
import '../styles/report-list.css'
import { useKeys } from '../frame/keys.ts'
import { rowMoves } from '../frame/row-moves.ts'
import { InboxRow } from '../inbox/InboxRow.tsx'
import { useTexts } from '../texts/Say.tsx'
import type { Row } from './shapes.ts'

export function ReportList({ rows, label }: { rows: readonly Row[]; label: string }) {
  const navigate = useNavigate()
  const [markedAt, setMarkedAt] = useState(-1)
  const open = (row: Row | undefined) => (row ? void navigate({ to: `/reports/${row.number}` }) : undefined)
  const step = (by: number) => {
    const at = Math.min(rows.length - 1, Math.max(0, markedAt + by))
    setMarkedAt(at)
    document.getElementById(`row-${rows[at]?.reportId}`)?.focus()
  }
  useKeys({ ...rowMoves(step), open: () => open(rows[markedAt]) })
  return (
    <div className="report-list" role="grid" aria-label={label} aria-rowcount={rows.length + 1}>
      <Head />
      <div role="rowgroup">
        {rows.map((row, index) => (
          <InboxRow
            key={row.reportId}
            row={row}
            index={index}
            isOpen={false}
            isTabStop={index === Math.max(0, markedAt)}
            isSelected={false}
            onOpen={() => open(row)}
            onFocus={() => setMarkedAt(index)}
          />
        ))}
      </div>
    </div>
  )
}

function Head() {
  const { t } = useTexts()
  const heads = ['colPriority', 'colWhy', 'colReport', 'colComplete', 'colCandidate', 'colAge'] as const
  return (
    <div role="rowgroup">
      <div role="row" className="row-head" aria-rowindex={1}>
        {heads.map((head) => (
          <div role="columnheader" key={head} className={head === 'colAge' ? 'end' : undefined}>
            {t(`inbox.${head}`)}
          </div>
        ))}
      </div>
    </div>
  )
}
