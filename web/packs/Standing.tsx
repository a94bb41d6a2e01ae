// How an entry stands at this site: confirmed by whom, in force and not verified, or off.
import { useTexts } from '../texts/Say.tsx'
import { State } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import type { Entry } from './queries.ts'
import { standingShape } from './words.ts'

export function Standing({ entry }: { entry: Entry }) {
  const { t } = useTexts()
  return (
    <span className="two">
      <State shape={standingShape(entry.standing)}>{t(`packs.standing_${entry.standing}`)}</State>
      <span className="sub cut">
        {entry.confirmed ? (
          <>
            {entry.confirmed.by}, <Time at={entry.confirmed.at} as="date" />
          </>
        ) : (
          t(`packs.standing_${entry.standing}Says`)
        )}
      </span>
    </span>
  )
}
