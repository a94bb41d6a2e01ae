// What came in, and what became of it? Files are dropped here; batches show how far they are; what could not be read waits beside them.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { countsQuery } from '../frame/counts.ts'
import { SplitPage } from '../frame/SplitPage.tsx'
import { useMay } from '../session.ts'
import '../styles/intake.css'
import { useTexts } from '../texts/Say.tsx'
import { announce } from '../ui/announce.ts'
import { Count } from '../ui/Count.tsx'
import { useUrlState } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import { BatchList } from './BatchList.tsx'
import { DropZone } from './DropZone.tsx'
import { Quarantine } from './Quarantine.tsx'
import { quarantineQuery } from './queries.ts'
import { UploadList } from './UploadList.tsx'
import { sendFiles } from './uploads.ts'

export function IntakePage() {
  const { t } = useTexts()
  const [state] = useUrlState()
  const mayHandIn = useMay('batch:hand-in')
  const [source, setSource] = useState('')
  const ended = useEnded()
  const isQuarantine = state.view === 'quarantine'
  const send = (files: readonly File[]) => sendFiles(files, { source, onEnd: (isKept) => ended(files.length, isKept) })
  return (
    <SplitPage
      title={t('frame.rail_intake')}
      windowTitle={isQuarantine ? t('intake.view_quarantine') : t('frame.rail_intake')}
      views={<Views isQuarantine={isQuarantine} />}
    >
      {isQuarantine ? (
        <Quarantine />
      ) : (
        <>
          {mayHandIn ? <DropZone source={source} onSource={setSource} onFiles={send} /> : null}
          <UploadList onEnd={ended} />
          <BatchList mayHandIn={mayHandIn} />
        </>
      )}
    </SplitPage>
  )
}

/** The list is asked again, so that a new batch stands in it: also where the answer was lost, since the files may be there all the same. */
function useEnded() {
  const { t } = useTexts()
  const queries = useQueryClient()
  return (count: number, isKept: boolean) => {
    if (isKept) announce(t('intake.handedIn', { count }))
    queries.invalidateQueries({ queryKey: ['intake', 'batches'] })
    queries.invalidateQueries({ queryKey: ['intake', 'live'] })
  }
}

/** Where the number in the rail has changed, the list is not what it was. */
function useAsTheRailCounts() {
  const queries = useQueryClient()
  const counted = useQuery(countsQuery).data?.intake
  const before = useRef(counted)
  useEffect(() => {
    if (before.current !== undefined && before.current !== counted)
      void queries.invalidateQueries({ queryKey: ['intake', 'quarantine'] })
    before.current = counted
  }, [counted, queries])
}

function Views({ isQuarantine }: { isQuarantine: boolean }) {
  const { t } = useTexts()
  const { data, hasNextPage } = useInfiniteQuery(quarantineQuery)
  useAsTheRailCounts()
  const waiting = data?.pages.reduce((sum, page) => sum + page.items.length, 0)
  return (
    <nav className="views" aria-label={t('intake.views')}>
      <ViewTab to="/intake" isHere={!isQuarantine}>
        {t('intake.view_batches')}
      </ViewTab>
      <ViewTab to="/intake" search={{ view: 'quarantine' }} isHere={isQuarantine}>
        {t('intake.view_quarantine')}
        {waiting ? (
          <span className="n">
            <Count of={waiting} />
            {hasNextPage ? '+' : ''}
          </span>
        ) : null}
      </ViewTab>
    </nav>
  )
}
