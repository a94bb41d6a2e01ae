// The account: what became of all of it? Every number opens the list behind it, and the numbers add up.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import '../styles/account.css'
import { useKeys } from '../frame/keys.ts'
import { Page } from '../frame/Page.tsx'
import { Legend } from '../shown/Steps.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { type FilterField, Filters } from '../ui/Filters.tsx'
import { ListError } from '../ui/ListError.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Section } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import { useUrlState } from '../ui/use-url-state.ts'
import { Ages } from './Ages.tsx'
import { Headline } from './Headline.tsx'
import { Outcomes } from './Outcomes.tsx'
import { type Account, accountQuery } from './queries.ts'
import { Senders } from './Senders.tsx'
import { Staircase } from './Staircase.tsx'
import { Units } from './Units.tsx'
import { useAccountCsv } from './use-account-csv.ts'
import { useAccountFields } from './use-account-fields.ts'

export function AccountPage() {
  const { t } = useTexts()
  const [state, change] = useUrlState()
  const { data, error, isPending, refetch } = useQuery(accountQuery(state))
  const [isFiltering, setFiltering] = useState(false)
  const fields = useAccountFields(data)
  const csv = useAccountCsv(data)
  useKeys({ filter: () => setFiltering(true) })
  const isFiltered = fields.some((field) => state[field.key])
  return (
    <Page title={t('frame.rail_account')} className="account">
      <Filters
        label={t('account.counted')}
        fields={fields}
        values={state}
        onChange={change}
        isOpen={isFiltering}
        onOpen={setFiltering}
      >
        <span className="push sub only-wide nowrap">
          {data ? (
            <>
              {t('account.countedAt')} <Time at={data.countedAt} as="local" />
            </>
          ) : null}
        </span>
        <Button look="quiet" icon="download" onClick={csv}>
          {t('ui.csv')}
        </Button>
        <Button look="quiet" icon="print" className="only-wide" onClick={() => window.print()}>
          {t('account.print')}
        </Button>
      </Filters>
      {error && !data ? (
        <ListError
          error={error}
          lead={t('account.failed')}
          onAgain={() => refetch()}
          fields={fields}
          onClear={() => change(Object.fromEntries(fields.map(({ key }) => [key, undefined])))}
        />
      ) : null}
      {isPending ? <Skeleton rows={8} label={t('account.loading')} /> : null}
      {data && data.total === 0 ? (
        <EmptyState lead={t(isFiltered ? 'account.emptyFiltered' : 'account.empty')}>
          {t(isFiltered ? 'account.emptyFilteredMeans' : 'account.emptyMeans')}
        </EmptyState>
      ) : null}
      {data ? (
        <PrintedLine
          account={data}
          chosen={fields.filter((field) => state[field.key]).map((field) => wordOf(field, state[field.key]))}
        />
      ) : null}
      {data && data.total > 0 ? <Counted account={data} /> : null}
    </Page>
  )
}

const wordOf = ({ name, options }: FilterField, value = '') =>
  `${name} ${options?.find((option) => option.value === value)?.label ?? value}`

/** On paper only: what was counted, and when. */
function PrintedLine({ account, chosen }: { account: Account; chosen: readonly string[] }) {
  const { t, language } = useTexts()
  return (
    <p className="only-print sub">
      {[nameIn(language, account.unit.name), ...chosen].join(' · ')} · {t('account.countedAt')}{' '}
      <Time at={account.countedAt} as="local" />
    </p>
  )
}

function Counted({ account }: { account: Account }) {
  const { t } = useTexts()
  const { headline } = account
  return (
    <>
      <Headline account={account} />
      <div className="part">
        <Section id="way" title={t('account.way')} actions={<Legend />}>
          <Staircase account={account} />
        </Section>
      </div>
      <div className="part two">
        <Section id="outcomes" title={t('account.byOutcome', { count: headline.ended.n })}>
          <Outcomes account={account} />
        </Section>
        <Section id="ages" title={t('account.byAge', { count: headline.waits.n })} sub={t('account.sinceReceived')}>
          <Ages account={account} />
        </Section>
      </div>
      <div className="part">
        <Section id="units" title={t('account.units')} sub={t('account.eachOpens')}>
          <Units account={account} />
        </Section>
      </div>
      <div className="part">
        <Section id="senders" title={t('account.senders')}>
          <Senders account={account} />
        </Section>
      </div>
    </>
  )
}
