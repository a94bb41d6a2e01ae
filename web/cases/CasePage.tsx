// A case: where does it stand, what is due, who held it, from which reports did it grow?
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { SaidNo } from '../api.ts'
import { useKeys } from '../frame/keys.ts'
import { useTitle } from '../frame/Page.tsx'
import { FoldSection } from '../reports/page/FoldSection.tsx'
import { SectionNav } from '../reports/page/SectionNav.tsx'
import { ReportList } from '../reports/ReportList.tsx'
import type { Row } from '../reports/shapes.ts'
import { NotShown } from '../shown/NotShown.tsx'
import { PrintedLine } from '../shown/PrintedLine.tsx'
import '../styles/case.css'
import { useTexts } from '../texts/Say.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CaseAside } from './page/CaseAside.tsx'
import { CaseDue } from './page/CaseDue.tsx'
import { CaseHead } from './page/CaseHead.tsx'
import { CaseHistory } from './page/CaseHistory.tsx'
import { CaseLife } from './page/CaseLife.tsx'
import { useCaseActions } from './page/use-case-actions.tsx'
import { type CaseDetail, caseQuery } from './queries.ts'

export function CasePage() {
  const { t } = useTexts()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { data, error, refetch } = useQuery(caseQuery(id))
  useTitle(data ? t('cases.windowTitle', { number: data.case.number }) : t('frame.rail_cases'))
  if (data) return <Inside key={data.case.caseId} detail={data} />
  // What is no id of a case is asked for like one that is not shown: the answer is the same.
  const isHidden = error instanceof SaidNo && (error.kind === 'missing' || error.kind === 'invalid')
  return (
    <main id="page" tabIndex={-1}>
      {isHidden ? (
        <NotShown says={t('cases.notShown')} next={<Link to="/cases">{t('cases.toList')}</Link>} />
      ) : error ? (
        <ErrorMessage error={error} onAgain={() => refetch()} />
      ) : (
        <Skeleton rows={8} />
      )}
    </main>
  )
}

function Inside({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const actions = useCaseActions(detail)
  const notAll = useNotAll(detail)
  useKeys({ back: () => void navigate({ to: '/cases' }) })
  // That they are in this case need not stand in each line.
  const rows = (detail.reports as unknown as Row[]).map((row) =>
    row.caseId === detail.case.caseId ? { ...row, caseNumber: null } : row,
  )
  const sections = [
    { id: 'due', label: t('cases.due'), n: detail.due.length },
    { id: 'reports', label: t('cases.sReports'), n: detail.case.reports },
    { id: 'history', label: t('reports.sHistory'), n: detail.events.length },
  ]
  return (
    <main id="page" tabIndex={-1} className="case">
      <PrintedLine />
      <CaseHead detail={detail} actions={actions.list} />
      <CaseLife detail={detail} />
      <SectionNav label={t('cases.sections')} sections={sections} />
      <div className="doc">
        <div className="doc-body">
          <CaseDue detail={detail} />
          <FoldSection id="reports" title={t('cases.sReports')} n={detail.case.reports} sub={notAll}>
            <ReportList rows={rows} label={t('cases.reportsLabel', { number: detail.case.number })} />
          </FoldSection>
          <CaseHistory detail={detail} />
        </div>
        <CaseAside detail={detail} />
      </div>
      {actions.open}
    </main>
  )
}

/** Where the reader sees fewer reports than the case has: how many are not shown, and nothing else. */
function useNotAll(detail: CaseDetail): string | undefined {
  const { t } = useTexts()
  const hidden = detail.case.reports - detail.reports.length
  return hidden > 0 ? t('cases.notAll', { count: hidden }) : undefined
}
