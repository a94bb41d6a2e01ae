// The list of entries with a selection, so that many that were read can be confirmed at once.
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { MoreRows } from '../ui/MoreRows.tsx'
import { RowOpen } from '../ui/RowOpen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Day } from '../ui/Time.tsx'
import { ConfirmEntriesDialog } from './ConfirmEntriesDialog.tsx'
import type { Entry, EntryPage } from './queries.ts'
import { Standing } from './Standing.tsx'
import { subOf } from './words.ts'

type Props = {
  pack: string
  list: UseInfiniteQueryResult<{ pages: EntryPage[] }>
  entries: readonly Entry[]
  openKey: string | undefined
  cannot: string | undefined
  isFiltered: boolean
  onOpen: (entry: Entry) => void
  onClear: () => void
}

export function Entries(props: Props) {
  const { t } = useTexts()
  const { pack, list, entries, openKey, cannot, isFiltered, onOpen, onClear } = props
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAsking, setAsking] = useState(false)
  const selected = entries.filter((entry) => chosen.has(entry.key) && isConfirmable(entry))
  const columns = useColumns({ openKey, onOpen, entries, selected, onChoose: cannot ? undefined : setChosen })
  if (list.error && entries.length === 0)
    return <ErrorMessage error={list.error} lead={t('packs.entriesFailed')} onAgain={() => list.refetch()} />
  if (list.isPending) return <Skeleton rows={10} label={t('packs.entriesLoading')} />
  if (entries.length === 0) return <Empty isFiltered={isFiltered} onClear={onClear} />
  const clear = () => setChosen(new Set())
  return (
    <>
      <div className="rows">
        <DataTable
          label={t('packs.entries')}
          className={cannot ? 'is-two pack-entries' : 'is-two pack-entries has-pick'}
          columns={columns}
          rows={entries}
          rowKey={(entry) => entry.key}
          rowClass={(entry) => (entry.key === openKey ? 'is-row is-open' : 'is-row')}
          onRow={onOpen}
        />
        <MoreRows list={list} shown={entries.length} total={list.data?.pages[0]?.total} />
      </div>
      {selected.length > 0 ? <BulkBar n={selected.length} onConfirm={() => setAsking(true)} onClear={clear} /> : null}
      {isAsking ? <ConfirmEntriesDialog pack={pack} entries={selected} onClose={() => setAsking(false)} onDone={clear} /> : null}
    </>
  )
}

const isConfirmable = ({ standing }: Entry) => standing === 'off' || standing === 'not-verified'

function BulkBar({ n, onConfirm, onClear }: { n: number; onConfirm: () => void; onClear: () => void }) {
  const { t } = useTexts()
  return (
    <div className="bulk" role="toolbar" aria-label={t('packs.selected', { count: n })}>
      <b>{t('packs.selected', { count: n })}</b>
      <Button look="primary" onClick={onConfirm}>
        {t('packs.confirmMore')}
      </Button>
      <Button look="quiet" onClick={onClear}>
        {t('packs.clear')}
      </Button>
    </div>
  )
}

function Empty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTexts()
  if (!isFiltered) return <EmptyState lead={t('packs.noEntries')}>{t('packs.noEntriesMeans')}</EmptyState>
  const next = (
    <button type="button" className="linklike" onClick={onClear}>
      {t('ui.clearFilters')}
    </button>
  )
  return (
    <EmptyState lead={t('packs.noneFit')} next={next}>
      {t('packs.noneFitMeans')}
    </EmptyState>
  )
}

type Choosing = {
  openKey: string | undefined
  onOpen: (entry: Entry) => void
  entries: readonly Entry[]
  selected: readonly Entry[]
  onChoose: ((chosen: ReadonlySet<string>) => void) | undefined
}

function useColumns({ openKey, onOpen, ...choosing }: Choosing): Column<Entry>[] {
  const { t, has, language } = useTexts()
  const pick = usePick(choosing)
  const columns: Column<Entry>[] = [
    {
      key: 'entry',
      head: t('packs.entry'),
      isHead: true,
      cell: (entry) => (
        <span className="two">
          <RowOpen isOpen={entry.key === openKey} onOpen={() => onOpen(entry)}>
            <span className="cut">{nameIn(language, entry.title)}</span>
          </RowOpen>
          <span className="sub cut">{subOf(entry, language)}</span>
        </span>
      ),
    },
    {
      key: 'source',
      head: t('packs.source'),
      label: t('packs.source'),
      cell: (entry) => (
        <span className="two">
          <span className="cut" title={entry.source} lang="en">
            {entry.source}
          </span>
          <span className="sub cut">
            {has(`packStatus.${entry.status}`) ?? entry.status} · <Day on={entry.checkedOn} />
          </span>
        </span>
      ),
    },
    { key: 'standing', head: t('packs.standing'), label: t('packs.standing'), cell: (entry) => <Standing entry={entry} /> },
  ]
  return pick ? [pick, ...columns] : columns
}

/** The boxes, for those who may confirm; what is empty or confirmed has none. */
function usePick({ entries, selected, onChoose }: Pick<Choosing, 'entries' | 'selected' | 'onChoose'>) {
  const { t, language } = useTexts()
  if (!onChoose) return undefined
  const chosen = new Set(selected.map((entry) => entry.key))
  const open = entries.filter(isConfirmable)
  const turn = (key: string) => onChoose(new Set(chosen.has(key) ? [...chosen].filter((one) => one !== key) : [...chosen, key]))
  const column: Column<Entry> = {
    key: 'pick',
    className: 'c-pick',
    head: (
      <input
        type="checkbox"
        aria-label={t('packs.selectAll', { count: open.length })}
        checked={open.length > 0 && chosen.size === open.length}
        disabled={open.length === 0}
        onChange={(event) => onChoose(new Set(event.target.checked ? open.map((entry) => entry.key) : []))}
      />
    ),
    cell: (entry) =>
      isConfirmable(entry) ? (
        <input
          type="checkbox"
          aria-label={t('ui.select', { what: nameIn(language, entry.title) })}
          checked={chosen.has(entry.key)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => turn(entry.key)}
        />
      ) : null,
  }
  return column
}
