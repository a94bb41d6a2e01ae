// Where else an identifier was seen: reports that one may see by number, other units as how many. One look-up for the whole report.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { LinkButton } from '../../ui/Button.tsx'
import { elsewhereQuery } from '../queries.ts'
import type { Detail } from '../shapes.ts'

type Place = Pick<Answer<'GET /api/reports/{reportId}/elsewhere'>['items'][number], 'reports' | 'more' | 'units' | 'isMore'>

export function Elsewhere({ detail, index }: { detail: Detail; index: number }) {
  const { t } = useTexts()
  const { data, isPending } = useQuery(elsewhereQuery(detail.report.reportId))
  const isSealed = detail.identifiers.some((seen) => seen.index === index && seen.pseudonym)
  if (isSealed) return <span className="quiet">{t('reports.sealedWord')}</span>
  if (isPending) return null
  const found = data?.items.find((item) => item.indexes.includes(index))
  if (!found) return <span className="quiet">{t('reports.nowhere')}</span>
  return <SeenAt place={found} />
}

/** A sealed value that also occurs elsewhere: how often, never which. */
export function SealedElsewhere({ detail }: { detail: Detail }) {
  const { t } = useTexts()
  const { data } = useQuery(elsewhereQuery(detail.report.reportId))
  if (!data?.sealed) return null
  return (
    <p className="sealed-elsewhere">
      {t('links.sealedElsewhere')} <SeenAt place={data.sealed} />
    </p>
  )
}

function SeenAt({ place }: { place: Place }) {
  const { t, language } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { reports, more, units, isMore } = place
  const cases = new Set(reports.map((report) => report.caseNumber).filter(Boolean))
  const n = reports.length + more
  return (
    <>
      {n > 0 ? <LinkButton onClick={() => setOpen(!isOpen)}>{t('reports.elsewhereReports', { count: n })}</LinkButton> : null}
      {cases.size > 0 ? <span className="sub"> {t('reports.elsewhereCases', { count: cases.size })}</span> : null}
      {units.map((one) => (
        <span key={one.unit.no} className="sub other-unit">
          {t('reports.elsewhereUnit', { unit: nameIn(language, one.unit.name), n: one.n })}
        </span>
      ))}
      {isMore ? <span className="sub other-unit">{t('reports.elsewhereAtLeast')}</span> : null}
      {isOpen ? (
        <span className="row-of">
          {reports.map((report) => (
            <Link key={report.reportId} className="id" to={`/reports/${report.number}`}>
              {report.number}
            </Link>
          ))}
          {more > 0 ? <span className="sub">{t('links.moreLinks', { count: more })}</span> : null}
        </span>
      ) : null}
    </>
  )
}
