// What a check of the log found: that it holds, or which entry is not as it was signed.

import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ShortId } from '../ui/ShortId.tsx'
import { State } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import type { Verification } from './queries.ts'

type Problem = Verification['problems'][number]

export function Checked({ result, at, onClose }: { result: Verification; at: Date; onClose: () => void }) {
  const { t } = useTexts()
  const close = <Button look="quiet" icon="close" label={t('ui.dismiss')} onClick={onClose} className="push" />
  if (result.ok) {
    return (
      <div className="checked">
        <State shape="done">{t('audit.holds')}</State>
        <span>{t('audit.holdsSays', { count: result.size, checkpoints: result.checkpoints })}</span>
        <span className="sub">
          <Time at={at} as="local" seconds />
        </span>
        {close}
      </div>
    )
  }
  return (
    <div className="message broken-log" role="alert">
      <Icon name="warn" />
      <div>
        <div className="row-of">
          <p className="lead">{t('audit.broken', { count: result.problemCount })}</p>
          {close}
        </div>
        <p>{t('audit.brokenMeans')}</p>
        <Problems problems={result.problems} />
        {result.problemCount > result.problems.length ? (
          <p className="sub">{t('audit.brokenMore', { count: result.problems.length })}</p>
        ) : null}
      </div>
    </div>
  )
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTexts()
  const entryOf = ({ entryId }: Problem): ReactNode =>
    entryId ? (
      <Link to="/audit" search={{ entry: entryId } as never}>
        <ShortId text={entryId} />
      </Link>
    ) : (
      '–'
    )
  return (
    <DataTable
      label={t('audit.problems')}
      rows={problems}
      rowKey={(problem) => `${problem.kind}/${problem.place}/${problem.entryId}/${problem.code}`}
      columns={[
        { key: 'kind', head: t('audit.colProblem'), isHead: true, cell: (problem) => t(`audit.problem_${problem.kind}`) },
        {
          key: 'place',
          head: t('audit.colPlace'),
          label: t('audit.colPlace'),
          cell: (problem) => (problem.place === null ? '–' : t('audit.place', { place: problem.place })),
        },
        { key: 'entry', head: t('audit.entry'), label: t('audit.entry'), cell: entryOf },
        {
          key: 'says',
          head: t('audit.colDetail'),
          label: t('audit.colDetail'),
          cell: (problem) => <span className="sub">{t(`auditFinding.${problem.code}`, problem.facts)}</span>,
        },
      ]}
    />
  )
}
