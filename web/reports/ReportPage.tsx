// The report: what is claimed, how good is it, who else has met this, where should it go?
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { SaidNo } from '../api.ts'
import { useKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/Page.tsx'
import { lastInbox, neighboursOf } from '../inbox/last.ts'
import { NotShown } from '../shown/NotShown.tsx'
import { PrintedLine } from '../shown/PrintedLine.tsx'
import { useTexts } from '../texts/Say.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CandidatesSection, CompleteSection, ScoreSection } from './Judgement.tsx'
import { Claimed } from './page/Claimed.tsx'
import { Files } from './page/Files.tsx'
import { HandOvers } from './page/HandOvers.tsx'
import { Identifiers } from './page/Identifiers.tsx'
import { Ips } from './page/Ips.tsx'
import { Links } from './page/Links.tsx'
import { People } from './page/People.tsx'
import { ReportClocks } from './page/ReportClocks.tsx'
import { ReportHead } from './page/ReportHead.tsx'
import { ReportHistory } from './page/ReportHistory.tsx'
import { SectionNav } from './page/SectionNav.tsx'
import { useReportActions } from './page/use-report-actions.tsx'
import { countVersions, Versions } from './page/Versions.tsx'
import { linksQuery, reportQuery } from './queries.ts'
import type { Detail } from './shapes.ts'
import { useBack } from './use-back.ts'

export function ReportPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, refetch } = useQuery(reportQuery(id))
  useTitle(data?.report.number ?? id)
  // What is revealed or drafted on one report is gone on the next.
  if (data) return <Inside key={data.report.reportId} detail={data} />
  return (
    <main id="page" tabIndex={-1}>
      {error ? <Failed id={id} error={error} onAgain={refetch} /> : <Skeleton rows={8} />}
    </main>
  )
}

function Failed({ id, error, onAgain }: { id: string; error: unknown; onAgain: () => void }) {
  const { t } = useTexts()
  if (error instanceof SaidNo && error.kind === 'missing') {
    const back = (
      <Link to="/inbox" search={lastInbox() as never}>
        {t('reports.toInbox')}
      </Link>
    )
    return <NotShown number={id} next={back} />
  }
  return <ErrorMessage error={error} onAgain={onAgain} />
}

function Inside({ detail }: { detail: Detail }) {
  const { t } = useTexts()
  const actions = useReportActions(detail)
  const moves = useMoves(detail)
  return (
    <main id="page" tabIndex={-1}>
      <PrintedLine />
      <ReportHead detail={detail} actions={actions.list} {...moves} />
      <SectionNav label={t('reports.sections')} sections={useSections(detail)} />
      <div className="doc">
        <aside className="doc-aside" aria-label={t('reports.aside')}>
          <ScoreSection detail={detail} at="" onRerank={() => actions.ask('rerank')} />
          <CompleteSection detail={detail} at="" />
          <CandidatesSection detail={detail} at="" onOffer={(unitNo) => actions.ask('offer', unitNo)} />
          <ReportClocks detail={detail} />
        </aside>
        <div className="doc-body">
          <Claimed detail={detail} />
          <People detail={detail} />
          <Identifiers detail={detail} />
          <Files detail={detail} />
          <Ips detail={detail} />
          <Versions detail={detail} />
          <HandOvers detail={detail} />
          <Links detail={detail} />
          <ReportHistory detail={detail} />
        </div>
      </div>
      {actions.open}
    </main>
  )
}

function useSections(detail: Detail) {
  const { t } = useTexts()
  const links = useQuery(linksQuery(detail.report.reportId)).data
  return [
    { id: 'claimed', label: t('reports.sClaimed') },
    { id: 'people', label: t('reports.sPeople'), n: detail.people.length },
    { id: 'identifiers', label: t('reports.sIdentifiers'), n: detail.identifiers.length },
    { id: 'files', label: t('reports.sFiles'), n: detail.files.length },
    { id: 'ips', label: t('reports.sIps'), n: detail.ips.length },
    { id: 'versions', label: t('reports.sVersions'), n: countVersions(detail) },
    { id: 'referrals', label: t('reports.sReferrals'), n: detail.referrals.length },
    { id: 'links', label: t('reports.sLinks'), n: links && links.members - 1 },
    { id: 'history', label: t('reports.sHistory') },
  ]
}

/** j and k go through the list that one came from; Esc goes back to where that was. */
function useMoves(detail: Detail) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { number } = detail.report
  const back = useBack(number)
  const neighbours = back.isInbox ? neighboursOf(queries, number) : undefined
  const to = (other: string | undefined) => {
    if (!other) return undefined
    const path = `/reports/${other}`
    return () => {
      back.keepFor(path)
      void navigate({ to: path })
    }
  }
  useKeys({
    next: to(neighbours?.next),
    previous: to(neighbours?.previous),
    back: () => {
      back.leave()
      void navigate(back.way)
    },
  })
  return { neighbours, back }
}
