import { useQuery } from '@tanstack/react-query'
import { Panel } from '../frame/Panel.tsx'
import { PanelMoves } from '../frame/PanelMoves.tsx'
import { CandidatesSection, CompleteSection, ScoreSection } from '../reports/Judgement.tsx'
import { reportQuery } from '../reports/queries.ts'
import { Clocks } from '../shown/Deadline.tsx'
import { Mark } from '../shown/Mark.tsx'
import { ReferralState, ReportState } from '../shown/StateWord.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Section } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import type { ReferralActions } from './use-referral-actions.ts'
import type { Referral, Referrals } from './use-referrals.ts'

type Props = { row: Referral; referrals: Referrals; actions: ReferralActions }

export function ReferralPanel({ row, referrals, actions }: Props) {
  const { t } = useTexts()
  const { rows, openAt } = referrals
  const go = (by: number) => referrals.open(rows[openAt + by])
  const page = row.reportId ? `/reports/${row.number}` : undefined
  const tools = <PanelMoves openAt={openAt} of={rows.length} onGo={go} page={page} />
  return (
    <Panel
      label={t('referrals.panel', { number: row.number })}
      head={<h2 className="id">{row.number}</h2>}
      actions={tools}
      foot={<Answers actions={actions} />}
      onClose={() => referrals.open(undefined)}
    >
      <section>
        <Facts row={row} />
      </section>
      <Answering row={row} />
      <Written row={row} />
      {row.reportId ? <Judged number={row.number} /> : <p className="quiet">{t('referrals.notSeenAnyMore')}</p>}
    </Panel>
  )
}

function Facts({ row }: { row: Referral }) {
  const { t, language } = useTexts()
  return (
    <dl className="facts">
      <dt>{t('referrals.from')}</dt>
      <dd>{nameIn(language, row.from.name)}</dd>
      <dt>{t('referrals.to')}</dt>
      <dd>{nameIn(language, row.to.name)}</dd>
      <dt>{t('referrals.offered')}</dt>
      <dd>
        {row.offeredBy}, <Time at={row.offeredAt} as="local" />
      </dd>
      <dt>{t('reports.stands')}</dt>
      <dd>
        <ReferralState state={row.state} />
      </dd>
      {row.reportState ? (
        <>
          <dt>{t('referrals.report')}</dt>
          <dd>
            <ReportState state={row.reportState} />
            {row.outcomeName ? <span className="sub"> {nameIn(language, row.outcomeName)}</span> : null}
          </dd>
        </>
      ) : null}
      {row.caseNumber ? (
        <>
          <dt>{t('referrals.case')}</dt>
          <dd className="id">{row.caseNumber}</dd>
        </>
      ) : null}
    </dl>
  )
}

function Answering({ row }: { row: Referral }) {
  const { t } = useTexts()
  if (row.state !== 'offered' || !row.answerDueAt) return null
  return (
    <section>
      <Clocks clocks={[{ label: t('referrals.answerClock'), fromAt: row.offeredAt, dueAt: row.answerDueAt }]} />
    </section>
  )
}

/** What the answer depends on: why, how complete, where to. */
function Judged({ number }: { number: string }) {
  const { data, error, refetch } = useQuery(reportQuery(number))
  if (error) return <ErrorMessage error={error} onAgain={refetch} />
  if (!data) return <Skeleton rows={5} />
  const shared = { detail: data, at: `/reports/${number}`, level: 3 as const }
  return (
    <>
      <ScoreSection {...shared} />
      <CompleteSection {...shared} />
      <CandidatesSection {...shared} />
    </>
  )
}

function Written({ row }: { row: Referral }) {
  const { t } = useTexts()
  const answeredAt = row.endedAt ?? row.acknowledgedAt
  return (
    <Section id="written" title={t('referrals.words')} level={3}>
      {row.note || row.reason ? null : <p className="quiet">{t('referrals.noNote')}</p>}
      {row.note ? (
        <Words by={row.offeredBy} at={row.offeredAt}>
          {row.note}
        </Words>
      ) : null}
      {row.reason ? (
        <Words by={row.answeredBy ?? row.offeredBy} at={answeredAt ?? row.offeredAt}>
          {row.reason}
        </Words>
      ) : null}
    </Section>
  )
}

function Words({ by, at, children }: { by: string; at: string; children: string }) {
  return (
    <figure className="words">
      <blockquote>{children}</blockquote>
      <figcaption className="sub">
        <Mark kind="decision" isAlone /> {by}, <Time at={at} as="local" />
      </figcaption>
    </figure>
  )
}

function Answers({ actions }: { actions: ReferralActions }) {
  const { t } = useTexts()
  const { acknowledge, return: giveBack, withdraw } = actions
  if (!withdraw.whyNot) {
    return (
      <Button look="primary" onClick={withdraw.run} keyed="z">
        {t('referrals.withdrawMore')}
      </Button>
    )
  }
  return (
    <>
      <Button look="primary" onClick={acknowledge.run} whyNot={acknowledge.whyNot} keyed="a">
        {t('reports.acknowledge')}
      </Button>
      <Button onClick={giveBack.run} whyNot={giveBack.whyNot} keyed="r">
        {t('reports.returnMore')}
      </Button>
    </>
  )
}
