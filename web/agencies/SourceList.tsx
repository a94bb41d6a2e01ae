// The sources that documents have named so far, and the desk to which each belongs. A source that comes for the first time goes to the
// desk of its country, until somebody gives it to another.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sourcesQuery } from '../intake/queries.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { RowOpen } from '../ui/RowOpen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { State } from '../ui/Small.tsx'
import { type Source, SourceDialog } from './SourceDialog.tsx'

export function SourceList({ q, onClear }: { q: string; onClear: () => void }) {
  const { t } = useTexts()
  const list = useQuery(sourcesQuery)
  const [asked, setAsked] = useState<Source>()
  if (list.error && !list.data)
    return <ErrorMessage error={list.error} lead={t('agencies.sourcesFailed')} onAgain={() => list.refetch()} />
  if (!list.data) return <Skeleton rows={5} label={t('agencies.sourcesLoading')} />
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = list.data.filter((source) => {
    const all = [source.name, source.sourceId, ...Object.values(source.desk)].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
  if (list.data.length === 0) return <EmptyState lead={t('agencies.noSources')}>{t('agencies.noSourcesMeans')}</EmptyState>
  if (fitting.length === 0) {
    const next = (
      <button type="button" className="linklike" onClick={onClear}>
        {t('ui.clearFilters')}
      </button>
    )
    return <EmptyState lead={t('agencies.noSourceFits')} next={next} />
  }
  return (
    <>
      <Sources sources={[...fitting].sort(thoseThatWaitFirst)} onOpen={setAsked} />
      {asked ? <SourceDialog source={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  )
}

const thoseThatWaitFirst = (a: Source, b: Source) => Number(a.isPlaced) - Number(b.isPlaced)

function Sources({ sources, onOpen }: { sources: readonly Source[]; onOpen: (source: Source) => void }) {
  const { t, has } = useTexts()
  return (
    <div className="rows">
      <DataTable
        label={t('agencies.view_sources')}
        className="is-two"
        rows={sources}
        rowKey={(source) => source.sourceId}
        rowClass={() => 'is-row'}
        onRow={onOpen}
        columns={[
          {
            key: 'name',
            head: t('agencies.source'),
            isHead: true,
            cell: (source) => (
              <span className="two">
                <RowOpen isOpen={false} onOpen={() => onOpen(source)}>
                  {source.name}
                </RowOpen>
                <span className="sub id">{source.sourceId}</span>
              </span>
            ),
          },
          {
            key: 'kind',
            head: t('agencies.kind'),
            label: t('agencies.kind'),
            cell: (source) => has(`sourceKind.${source.kind}`) ?? source.kind,
          },
          { key: 'desk', head: t('intake.desk'), label: t('intake.desk'), cell: (source) => <Desk source={source} /> },
        ]}
      />
    </div>
  )
}

function Desk({ source: { desk, isPlaced, namedBy } }: { source: Source }) {
  const { t, language } = useTexts()
  if (isPlaced) return <>{nameIn(language, desk)}</>
  return (
    <span className="two">
      <State shape="risk">{t('agencies.notPlaced')}</State>
      <span className="sub">{namedBy ? t('agencies.namedBy', { unit: nameIn(language, namedBy) }) : nameIn(language, desk)}</span>
    </span>
  )
}
