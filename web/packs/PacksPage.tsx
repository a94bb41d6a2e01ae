// What does the programme know about each country, how sure is it, and who at this site has said that it is right?
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Page } from '../frame/Page.tsx'
import { useMe } from '../session.ts'
import '../styles/packs.css'
import '../styles/split.css'
import { nameIn, Say, useTexts } from '../texts/Say.tsx'
import { count } from '../ui/Count.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Bar } from '../ui/Small.tsx'
import { Day } from '../ui/Time.tsx'
import { type Pack, packsQuery } from './queries.ts'

export function PacksPage() {
  const { t } = useTexts()
  const { unit } = useMe()
  const list = useQuery(packsQuery)
  return (
    <Page title={t('frame.rail_packs')} sub={t('packs.sub')}>
      {list.error && !list.data ? (
        <ErrorMessage error={list.error} lead={t('packs.failed')} onAgain={() => list.refetch()} />
      ) : !list.data ? (
        <Skeleton rows={6} label={t('packs.loading')} />
      ) : list.data.length === 0 ? (
        <EmptyState lead={t('packs.empty')}>{t('packs.emptyMeans')}</EmptyState>
      ) : (
        <div className="packs">
          {ownFirst(list.data, unit.pack).map((pack) => (
            <PackSection key={pack.id} pack={pack} />
          ))}
        </div>
      )}
    </Page>
  )
}

/** The country one works in stands first. */
function ownFirst(packs: readonly Pack[], own: string): Pack[] {
  return [...packs].sort((a, b) => Number(b.id === own) - Number(a.id === own))
}

function PackSection({ pack }: { pack: Pack }) {
  const { t, has, language } = useTexts()
  const sum = (of: 'entries' | 'on' | 'confirmed') => pack.kinds.reduce((all, kind) => all + kind[of], 0)
  const name = nameIn(language, pack.name)
  return (
    <section className="pack" aria-labelledby={`pack-${pack.id}`}>
      <h2 id={`pack-${pack.id}`}>
        <Link to="/packs/$pack" params={{ pack: pack.id } as never}>
          {name}
        </Link>
      </h2>
      <p className="pack-says">
        <Say k="packs.says" values={{ count: sum('entries'), on: sum('on'), confirmed: sum('confirmed') }} />
      </p>
      <dl className="line-facts">
        <div>
          <dt>{t('packs.rules')}</dt>
          <dd>{pack.ruleVersion}</dd>
        </div>
        <div>
          <dt>{t('packs.source')}</dt>
          <dd lang="en">{pack.source}</dd>
        </div>
        <div>
          <dt>{t('packs.status')}</dt>
          <dd>{has(`packStatus.${pack.status}`) ?? pack.status}</dd>
        </div>
        <div>
          <dt>{t('packs.checkedOn')}</dt>
          <dd>
            <Day on={pack.checkedOn} />
          </dd>
        </div>
        <div>
          <dt>{t('agencies.zone')}</dt>
          <dd>{pack.zone}</dd>
        </div>
      </dl>
      <Kinds pack={pack} name={name} />
    </section>
  )
}

function Kinds({ pack, name }: { pack: Pack; name: string }) {
  const { t, has } = useTexts()
  return (
    <DataTable
      label={t('packs.kindsOf', { name })}
      className="pack-kinds"
      rows={pack.kinds}
      rowKey={(kind) => kind.kind}
      columns={[
        {
          key: 'kind',
          head: t('packs.kind'),
          isHead: true,
          cell: ({ kind }) => (
            <Link to="/packs/$pack" params={{ pack: pack.id } as never} search={{ kind } as never} preload={false}>
              {has(`packKind.${kind}`) ?? kind}
            </Link>
          ),
        },
        {
          key: 'entries',
          head: t('packs.entries'),
          label: t('packs.entries'),
          isNumber: true,
          cell: (kind) => count(kind.entries),
        },
        { key: 'on', head: t('packs.on'), label: t('packs.on'), isNumber: true, cell: (kind) => count(kind.on) },
        {
          key: 'off',
          head: t('packs.off'),
          label: t('packs.off'),
          isNumber: true,
          cell: (kind) => (kind.entries > kind.on ? count(kind.entries - kind.on) : <span className="quiet none">–</span>),
        },
        {
          key: 'confirmed',
          head: t('packs.confirmed'),
          label: t('packs.confirmed'),
          isNumber: true,
          cell: (kind) => count(kind.confirmed),
        },
        {
          key: 'bar',
          head: <span className="away">{t('packs.share')}</span>,
          className: 'c-bar',
          cell: (kind) => <Bar share={kind.confirmed / kind.entries} />,
        },
      ]}
    />
  )
}
