// What waits for a person, newest first: records that could not be read, and files that failed too often. Nothing of it is lost.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { MoreRows } from '../ui/MoreRows.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { State } from '../ui/Small.tsx'
import { batchQuery, isRunning, quarantineQuery, type Receipt } from './queries.ts'
import { TroubleCard } from './TroubleCard.tsx'
import { useTroublesAnew } from './use-troubles-anew.ts'

export function Quarantine() {
  const { t } = useTexts()
  const list = useInfiniteQuery(quarantineQuery)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const [again, setAgain] = useState<readonly Again[]>([])
  if (list.error && items.length === 0)
    return <ErrorMessage error={list.error} lead={t('intake.quarantineFailed')} onAgain={() => list.refetch()} />
  if (list.isPending) return <Skeleton rows={4} label={t('intake.quarantineLoading')} />
  const ended = (one: Again) => setAgain((all) => all.filter((other) => other !== one))
  if (items.length === 0 && again.length === 0)
    return <EmptyState lead={t('intake.quarantineEmpty')}>{t('intake.quarantineEmptyMeans')}</EmptyState>
  return (
    <div className="troubles">
      <p className="sub">{t('intake.quarantineSay')}</p>
      {again.map((one) => (
        <ReadAgain key={one.key} again={one} onEnd={ended} />
      ))}
      {items.map((item) => (
        <TroubleCard
          key={keyOf(item)}
          receipt={item}
          onAgain={() => setAgain((all) => [...all, { key: keyOf(item), batchId: item.batchId, file: item.file }])}
        />
      ))}
      <MoreRows list={list} shown={items.length} />
    </div>
  )
}

type Again = { key: string; batchId: string; file: string }

const keyOf = ({ batchId, ordinal, part }: Receipt): string => `${batchId}/${ordinal}/${part}`

/** What was asked for again left the list; when its batch is through, it is read, or stands there as before. */
function ReadAgain({ again, onEnd }: { again: Again; onEnd: (one: Again) => void }) {
  const { t } = useTexts()
  const troublesAnew = useTroublesAnew()
  const { data, isFetching, error } = useQuery(batchQuery(again.batchId))
  const isThrough = error !== null || (!isFetching && data !== undefined && !isRunning(data))
  useEffect(() => {
    if (isThrough) void troublesAnew().then(() => onEnd(again))
  }, [isThrough, troublesAnew, onEnd, again])
  return (
    <p className="row-of">
      <State shape="run">{t('receiptState.reading')}</State> <span className="id cut">{again.file}</span>
    </p>
  )
}
