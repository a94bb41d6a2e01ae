// The records of a batch by what became of them; each number leads to its receipts.
import { Link } from '@tanstack/react-router'
import { useTexts } from '../texts/Say.tsx'
import type { Batch } from './queries.ts'
import { outcomes } from './words.ts'

/** What needs somebody stands where a narrow column does not cut it off. */
const isTrouble = ({ state }: { state: string }) => state === 'quarantined' || state === 'failed'
const troubleFirst = [...outcomes.filter(isTrouble), ...outcomes.filter((one) => !isTrouble(one))]

export function Tally({ batch }: { batch: Batch }) {
  const { t } = useTexts()
  const some = troubleFirst.filter(({ count }) => batch[count] > 0)
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
            className={isTrouble({ state }) ? 'warn' : undefined}
          >
            {t(`intake.n_${state}`, { count: batch[count] })}
          </Link>
        </li>
      ))}
    </ul>
  )
}
