// The entries of one kind of a pack: what each says, where it comes from, how sure that is, and whether somebody here has confirmed it.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { SplitPage } from '../frame/SplitPage.tsx'
import { useWhyNot } from '../shown/why-not.ts'
import '../styles/packs.css'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Count } from '../ui/Count.tsx'
import { FindIn } from '../ui/FindIn.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { type UrlState, useUrlState } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import { Entries } from './Entries.tsx'
import { EntryPanel } from './EntryPanel.tsx'
import { entriesQuery, type Pack, packsQuery } from './queries.ts'

export function PackPage() {
  const { t, language } = useTexts()
  const { pack: id } = useParams({ strict: false }) as { pack: string }
  const [state, change] = useUrlState()
  const pack = useQuery(packsQuery).data?.find((one) => one.id === id)
  const kind = state.kind ?? firstKind(pack)
  const asked = { kind, standing: state.standing, q: state.q }
  const list = useInfiniteQuery(entriesQuery(id, asked))
  const entries = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const whyNot = useWhyNot()
  const cannot = list.data ? whyNot(list.data.pages[0]?.may['pack:confirm']) : undefined
  const find = useRef<HTMLInputElement>(null)
  const search = useCallback((q: string) => change({ q, open: undefined }), [change])
  const close = () => change({ open: undefined })
  const keys = useRowKeys<HTMLDivElement>({
    isOpen: Boolean(state.open),
    onClose: close,
    onFilter: () => find.current?.focus(),
  })
  const here = entries.find((entry) => entry.key === state.open || entry.id === state.open)
  const panel = here ? <EntryPanel key={here.key} pack={id} entry={here} cannot={cannot} onClose={close} /> : undefined
  const name = pack ? nameIn(language, pack.name) : id
  return (
    <SplitPage
      title={
        <>
          <Link to="/packs" className="crumb">
            {t('frame.rail_packs')}
          </Link>{' '}
          {name}
        </>
      }
      windowTitle={t('packs.windowTitle', { name })}
      views={<Standings id={id} asked={asked} />}
      panel={panel}
    >
      <div className="filters" role="search" aria-label={t('ui.filters')}>
        <KindMenu pack={pack} kind={kind} onPick={(picked) => change({ kind: picked, open: undefined, q: undefined })} />
        <FindIn label={t('packs.find')} value={state.q ?? ''} onChange={search} ref={find} />
        <span className="push sub only-wide nowrap">
          {list.data ? t('packs.total', { count: list.data.pages[0]?.total ?? 0 }) : null}
        </span>
      </div>
      <div ref={keys}>
        <Entries
          key={`${id}/${kind}`}
          pack={id}
          list={list}
          entries={entries}
          openKey={here?.key}
          cannot={cannot}
          isFiltered={Boolean(state.q || state.standing)}
          onOpen={(entry) => change({ open: entry.id })}
          onClear={() => change({ q: undefined, standing: undefined })}
        />
      </div>
    </SplitPage>
  )
}

/** Offences first, where there are any: they are what an officer relies on most. */
function firstKind(pack: Pack | undefined): string | undefined {
  return pack?.kinds.find(({ kind }) => kind === 'offence')?.kind ?? pack?.kinds[0]?.kind
}

function Standings({ id, asked }: { id: string; asked: UrlState }) {
  const { t } = useTexts()
  return (
    <nav className="views" aria-label={t('packs.standings')}>
      {([undefined, 'not-verified', 'confirmed', 'off', 'empty'] as const).map((standing) => (
        <ViewTab
          key={standing ?? 'all'}
          to={`/packs/${id}`}
          search={{ kind: asked.kind, q: asked.q, standing }}
          isHere={asked.standing === standing}
        >
          {t(`packs.tab_${standing ?? 'all'}`)}
        </ViewTab>
      ))}
    </nav>
  )
}

type KindMenuProps = { pack: Pack | undefined; kind: string | undefined; onPick: (kind: string) => void }

function KindMenu({ pack, kind, onPick }: KindMenuProps) {
  const { t, has } = useTexts()
  const word = (of: string) => has(`packKind.${of}`) ?? of
  const entries = (pack?.kinds ?? []).map((one) => ({
    id: one.kind,
    label: (
      <>
        {word(one.kind)}{' '}
        <span className="sub">
          <Count of={one.entries} />
        </span>
      </>
    ),
    isCurrent: one.kind === kind,
    onPick: () => onPick(one.kind),
  }))
  const button = (
    <button type="button" className="btn">
      <span className="away">{t('packs.kind')}: </span>
      {kind ? word(kind) : t('packs.kind')} <Icon name="down" small />
    </button>
  )
  return <Menu label={t('packs.kind')} entries={entries} button={button} />
}
