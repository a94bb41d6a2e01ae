// The tree as rows of one line; a unit with others below it can be folded.
import type { UseQueryResult } from '@tanstack/react-query'
import type { CSSProperties } from 'react'
import type { Agency } from '../reports/queries.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Icon } from '../ui/Icon.tsx'
import { RowOpen } from '../ui/RowOpen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { State } from '../ui/Small.tsx'
import type { Line } from './tree.ts'

type Props = {
  list: UseQueryResult<readonly Agency[]>
  lines: readonly Line<Agency>[]
  openNo: number | undefined
  q: string
  onFold: (no: number, isUnfolded: boolean) => void
  onOpen: (agency: Agency) => void
  onClear: () => void
}

export function UnitList(props: Props) {
  const { t } = useTexts()
  const { list, lines, openNo, q, onOpen, onClear } = props
  const columns = useColumns(props)
  if (list.error && !list.data)
    return <ErrorMessage error={list.error} lead={t('agencies.failed')} onAgain={() => list.refetch()} />
  if (!list.data) return <Skeleton rows={10} label={t('agencies.loading')} />
  if (lines.length === 0 && q) {
    const next = (
      <button type="button" className="linklike" onClick={onClear}>
        {t('ui.clearFilters')}
      </button>
    )
    return (
      <EmptyState lead={t('agencies.emptyFiltered')} next={next}>
        {t('agencies.emptyFilteredMeans')}
      </EmptyState>
    )
  }
  if (lines.length === 0) return <EmptyState lead={t('agencies.empty')}>{t('agencies.emptyMeans')}</EmptyState>
  const classOf = ({ agency }: Line<Agency>) =>
    ['is-row', agency.no === openNo ? 'is-open' : '', agency.isActive ? '' : 'is-off'].filter(Boolean).join(' ')
  return (
    <div className="rows">
      <DataTable
        label={t('agencies.view_units')}
        className="units-tree"
        columns={columns}
        rows={lines}
        rowKey={({ agency }) => agency.agencyId}
        rowClass={classOf}
        onRow={({ agency }) => onOpen(agency)}
      />
    </div>
  )
}

function useColumns({ openNo, q, onFold, onOpen }: Props): Column<Line<Agency>>[] {
  const { t, has, language } = useTexts()
  const kind: Column<Line<Agency>> = {
    key: 'kind',
    head: t('agencies.kind'),
    label: t('agencies.kind'),
    cell: ({ agency }) => has(`agencyKind.${agency.kind}`) ?? agency.kind,
  }
  const under: Column<Line<Agency>> = {
    key: 'under',
    head: t('agencies.under'),
    label: t('agencies.under'),
    cell: ({ path }) => (
      <span className="sub cut under">{path.map(({ name }) => nameIn(language, name)).join(' › ') || '–'}</span>
    ),
  }
  return [
    {
      key: 'name',
      head: t('agencies.name'),
      isHead: true,
      className: 'c-unit',
      cell: (line) => <Name line={line} isOpen={line.agency.no === openNo} onFold={onFold} onOpen={onOpen} />,
    },
    ...(q ? [under] : []),
    kind,
    {
      key: 'register',
      head: t('agencies.registers'),
      label: t('agencies.registersHead'),
      cell: ({ agency }) =>
        agency.mayRegister ? <State shape="done">{t('ui.yes')}</State> : <span className="quiet none">{t('ui.no')}</span>,
    },
    {
      key: 'state',
      head: t('agencies.state'),
      label: t('agencies.state'),
      cell: ({ agency }) =>
        agency.isActive ? (
          <span className="quiet none">{t('agencies.isOpen')}</span>
        ) : (
          <State shape="open">{t('agencies.isClosed')}</State>
        ),
    },
  ]
}

type NameProps = { line: Line<Agency>; isOpen: boolean } & Pick<Props, 'onFold' | 'onOpen'>

function Name({ line, isOpen, onFold, onOpen }: NameProps) {
  const { t, language } = useTexts()
  const { agency, level, below, isUnfolded } = line
  const name = nameIn(language, agency.name)
  return (
    <span className="unit-name" style={{ '--level': level } as CSSProperties}>
      {below > 0 ? (
        <button
          type="button"
          className="twist"
          aria-expanded={isUnfolded}
          aria-label={t('agencies.fold', { name, count: below })}
          onClick={(event) => {
            event.stopPropagation()
            onFold(agency.no, !isUnfolded)
          }}
        >
          <Icon name={isUnfolded ? 'down' : 'right'} small />
        </button>
      ) : (
        <span className="twist" />
      )}
      <RowOpen isOpen={isOpen} onOpen={() => onOpen(agency)}>
        {name}
      </RowOpen>
      {below > 0 && !isUnfolded ? <span className="sub">{below}</span> : null}
    </span>
  )
}
