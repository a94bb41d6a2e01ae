// The records of a batch by what became of them; each number leads to its receipts.
import { Link } from '@tanstack/react-router'
import { useTexts } from '../texts/Say.tsx'
import type { Batch } from './queries.ts'
import { outcomes } from './words.ts'

export function Tally({ batch }: { batch: Batch }) {
  const { t } = useTexts()
  const some = outcomes.filter(({ count }) => batch[count] > 0)
  if (some.length === 0) return <span className="sub">{t('intake.nothingYet')}</span>
  return (
    <ul className="tally sub">
      {some.map(({ state, count }) => (
        <li key={state}>
          <Link
            to="/intake/$batch"
            params={{ batch: batch.batchId } as never}
            search={{ state } as never}
            preload={false}
            className={state === 'quarantined' || state === 'failed' ? 'warn' : undefined}
          >
            {t(`intake.n_${state}`, { count: batch[count] })}
          </Link>
        </li>
      ))}
    </ul>
  )
}
