// What waits for a person, newest first: records that could not be read, and files that failed too often. Nothing of it is lost.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { MoreRows } from '../ui/MoreRows.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { quarantineQuery } from './queries.ts'
import { TroubleCard } from './TroubleCard.tsx'

export function Quarantine() {
  const { t } = useTexts()
  const list = useInfiniteQuery(quarantineQuery)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.error && items.length === 0)
    return <ErrorMessage error={list.error} lead={t('intake.quarantineFailed')} onAgain={() => list.refetch()} />
  if (list.isPending) return <Skeleton rows={4} label={t('intake.quarantineLoading')} />
  if (items.length === 0) return <EmptyState lead={t('intake.quarantineEmpty')}>{t('intake.quarantineEmptyMeans')}</EmptyState>
  return (
    <div className="troubles">
      <p className="sub">{t('intake.quarantineSay')}</p>
      {items.map((item) => (
        <TroubleCard key={`${item.batchId}/${item.ordinal}/${item.part}`} receipt={item} />
      ))}
      <MoreRows list={list} shown={items.length} />
    </div>
  )
}
