// A history as a conversation on one line: who speaks is told by the mark; looks are folded until they are wanted.
import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Time } from '../ui/Time.tsx'
import { Mark, type MarkKind } from './Mark.tsx'
import { NotPrinted } from './PrintedLine.tsx'

export type Entry = { id: string; kind: MarkKind; at: string; says: ReactNode; quote?: ReactNode; isFolded?: boolean }

export function History({ entries, label }: { entries: readonly Entry[]; label: string }) {
  const { t } = useTexts()
  const [isAll, setAll] = useState(false)
  const folded = entries.filter((entry) => entry.isFolded).length
  const shown = isAll ? entries : entries.filter((entry) => !entry.isFolded)
  return (
    <ol className="history" aria-label={label}>
      {shown.map((entry) => (
        <HistoryLine key={entry.id} entry={entry} />
      ))}
      {folded > 0 && !isAll ? (
        <li className="is-look">
          <Icon name="dots" small />
          <div>
            <LinkButton onClick={() => setAll(true)}>{t('shown.moreLooks', { count: folded })}</LinkButton>
            <NotPrinted />
          </div>
          <span />
        </li>
      ) : null}
    </ol>
  )
}

function HistoryLine({ entry }: { entry: Entry }) {
  return (
    <li className={`is-${entry.kind}`}>
      <Mark kind={entry.kind} isAlone />
      <div>
        {entry.says}
        {entry.quote ? <blockquote>{entry.quote}</blockquote> : null}
      </div>
      <Time at={entry.at} as="local" />
    </li>
  )
}
