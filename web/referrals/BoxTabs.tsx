// The boxes of the Referrals page as links, with how many wait.
import type { Answer } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { Count } from '../ui/Count.tsx'
import { ViewTab } from '../ui/ViewTab.tsx'
import { boxes } from './use-referrals.ts'

type Props = { box: string; counts: Answer<'GET /api/waiting'> | undefined }

export function BoxTabs({ box, counts }: Props) {
  const { t } = useTexts()
  const numbers: Record<string, number | null | undefined> = { in: counts?.referrals, overdue: counts?.overdue }
  return (
    <nav className="views" aria-label={t('referrals.boxes')}>
      {[...boxes, 'asked' as const].map((one) => (
        <ViewTab key={one} to="/referrals" search={{ box: one === 'in' ? undefined : one }} isHere={one === box}>
          {t(`referrals.box_${one}`)}
          {numbers[one] ? (
            <span className={one === 'overdue' ? 'n broken' : 'n'}>
              <Count of={numbers[one]} />
            </span>
          ) : null}
        </ViewTab>
      ))}
    </nav>
  )
}
