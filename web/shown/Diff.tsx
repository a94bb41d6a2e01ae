// What a version changed: old struck through, new on the tint with a plus; red and green stay free for their meaning.
import type { ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { DataTable } from '../ui/DataTable.tsx'

/** `field` is the server's name, `what` its words. */
export type Change = { field: string; what: ReactNode; before: ReactNode | null; after: ReactNode | null }
type DiffProps = {
  label: string
  changes: readonly Change[]
  before: ReactNode
  after: ReactNode
  beforeLabel: string
  afterLabel: string
}

export function Diff({ label, changes, before, after, beforeLabel, afterLabel }: DiffProps) {
  const { t } = useTexts()
  return (
    <DataTable
      label={label}
      className="diff"
      rows={changes}
      rowKey={(change) => change.field}
      columns={[
        { key: 'field', head: t('shown.field'), isHead: true, cell: (change) => change.what },
        {
          key: 'before',
          head: before,
          label: beforeLabel,
          cell: (change) =>
            change.before === null ? <span className="quiet">{t('shown.notThere')}</span> : <del>{change.before}</del>,
        },
        {
          key: 'after',
          head: after,
          label: afterLabel,
          cell: (change) =>
            change.after === null ? <span className="quiet">{t('shown.goneNow')}</span> : <ins>{change.after}</ins>,
        },
      ]}
    />
  )
}
