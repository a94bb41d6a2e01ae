// The panel of a report: why, how complete, where to. Enter opens the whole report.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SaidNo } from '../api.ts'
import { Panel } from '../frame/Panel.tsx'
import { PanelMoves } from '../frame/PanelMoves.tsx'
import { CandidatesSection, CompleteSection, ScoreSection } from '../reports/Judgement.tsx'
import { ReportClocks } from '../reports/page/ReportClocks.tsx'
import { reportQuery } from '../reports/queries.ts'
import type { Detail } from '../reports/shapes.ts'
import { type Target, targetOf } from '../reports/targets.ts'
import type { DialogKind } from '../reports/use-dialogs.tsx'
import { NotShown } from '../shown/NotShown.tsx'
import { SealedName } from '../shown/Sealed.tsx'
import { ReportState } from '../shown/StateWord.tsx'
import { useTexts } from '../texts/Say.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Time } from '../ui/Time.tsx'
import type { Inbox } from './use-inbox.ts'
import type { Marks } from './use-marks.ts'

type Props = {
  id: string
  inbox: Inbox
  marks: Marks
  ask: (kind: DialogKind, targets: readonly Target[], to?: number) => void
}

export function ReportPanel({ id, inbox, marks, ask }: Props) {
  const { t } = useTexts()
  const { data, error, refetch } = useQuery(reportQuery(id))
  const head = (
    <>
      <h2 className="id">{data?.report.number ?? id}</h2>
      <Place inbox={inbox} />
    </>
  )
  const go = (by: number) => inbox.open(marks.step(by))
  const actions = <PanelMoves openAt={inbox.openAt} of={inbox.rows.length} onGo={go} page={`/reports/${id}`} />
  return (
    <Panel label={t('inbox.panel', { number: id })} head={head} actions={actions} onClose={() => inbox.open(undefined)}>
      {data ? (
        <Inside detail={data} ask={ask} />
      ) : error ? (
        <Failed id={id} error={error} onAgain={refetch} />
      ) : (
        <Skeleton rows={5} />
      )}
    </Panel>
  )
}

/** Where it stands in the list beside it; what was acted on may have left that, and a link may open what was never in it. */
function Place({ inbox }: { inbox: Inbox }) {
  const { t } = useTexts()
  const { openAt, counts, list } = inbox
  const of = counts?.all
  if (openAt >= 0) return <span className="sub nowrap">{of === undefined ? null : t('inbox.place', { at: openAt + 1, of })}</span>
  if (!list.isSuccess || list.isPlaceholderData) return null
  return <span className="sub">{t(list.hasNextPage ? 'inbox.notInLoaded' : 'inbox.notInList')}</span>
}

function Failed({ id, error, onAgain }: { id: string; error: unknown; onAgain: () => void }) {
  if (error instanceof SaidNo && error.kind === 'missing') return <NotShown number={id} />
  return <ErrorMessage error={error} onAgain={onAgain} />
}

function Inside({ detail, ask }: { detail: Detail; ask: Props['ask'] }) {
  const { report } = detail
  const at = `/reports/${report.number}`
  const target = { ...targetOf(report), candidates: detail.candidates.map(({ unit, strength }) => ({ no: unit.no, strength })) }
  return (
    <>
      <section>
        <Facts detail={detail} />
      </section>
      <ReportClocks detail={detail} level={3} />
      <ScoreSection detail={detail} at={at} level={3} onRerank={() => ask('rerank', [target])} />
      <CompleteSection detail={detail} at={at} level={3} />
      <CandidatesSection detail={detail} at={at} level={3} isPrimary onOffer={(unitNo) => ask('offer', [target], unitNo)} />
    </>
  )
}

function Facts({ detail }: { detail: Detail }) {
  const { t } = useTexts()
  const { report, people, cases } = detail
  const suspects = people.filter((person) => person.role === 'suspect' && !person.isSealed).length
  const sealed = people.filter((person) => person.isSealed)
  return (
    <dl className="facts">
      <dt>{t('reports.sender')}</dt>
      <dd>
        {report.sender.name} {report.sourceNumber ? <span className="id">{report.sourceNumber}</span> : null}
      </dd>
      <dt>{t('reports.receivedAt')}</dt>
      <dd>
        <Time at={report.receivedAt} as="exact" />
      </dd>
      <dt>{t('reports.stands')}</dt>
      <dd>
        <ReportState state={report.state} />
      </dd>
      {people.length > 0 ? (
        <>
          <dt>{t('reports.people')}</dt>
          <dd className="row-of">
            {suspects > 0 ? <span>{t('reports.suspects', { count: suspects })}</span> : null}
            {sealed.map((person) => (
              <SealedName key={person.pseudonym} name={person.pseudonym} />
            ))}
          </dd>
        </>
      ) : null}
      {cases.length > 0 ? (
        <>
          <dt>{t('reports.linked')}</dt>
          <dd className="row-of">
            {cases.map((one) => (
              <Link key={one.caseId} className="id" to={`/cases/${one.caseId}`}>
                {one.number}
              </Link>
            ))}
          </dd>
        </>
      ) : null}
    </dl>
  )
}
