// What was found: as what the words were read, reports and cases that one sees, and how many lie with whom elsewhere.
import { Link } from '@tanstack/react-router'
import type { Answer } from '../api.ts'
import { ReportList } from '../reports/ReportList.tsx'
import type { Row } from '../reports/shapes.ts'
import { CaseState } from '../shown/StateWord.tsx'
import { nameIn, Say, useTexts } from '../texts/Say.tsx'
import { count } from '../ui/Count.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Section } from '../ui/Small.tsx'

export type Result = Answer<'POST /api/search'>

export function Found({ q, result }: { q: string; result: Result }) {
  const { t } = useTexts()
  const { reports, cases, elsewhere, isMoreElsewhere, sealed, isMore } = result
  const isNothing = reports.length + cases.length + elsewhere.length + sealed === 0
  const n = `${count(reports.length)}${isMore ? '+' : ''}`
  return (
    <div className="found">
      <ReadAs q={q} result={result} />
      {sealed > 0 ? <SealedMatch n={sealed} /> : null}
      {isNothing ? <EmptyState lead={t('search.nothing')}>{t('search.nothingMeans')}</EmptyState> : null}
      {cases.length > 0 ? (
        <Section id="cases" title={t('search.cases', { count: cases.length })}>
          <Cases cases={cases} />
        </Section>
      ) : null}
      {reports.length > 0 ? (
        <Section id="reports" title={t('search.reports', { n })} sub={isMore ? t('search.isMore') : undefined}>
          <ReportList rows={reports as unknown as Row[]} label={t('search.reportsLabel', { q })} />
        </Section>
      ) : null}
      {elsewhere.length > 0 ? <Elsewhere elsewhere={elsewhere} isMore={isMoreElsewhere} /> : null}
    </div>
  )
}

/** Every way in which the words can be meant; the normal form stands beside a kind where it differs from what was typed. */
function ReadAs({ q, result }: { q: string; result: Result }) {
  const { t, has } = useTexts()
  const kinds = [...new Set(result.readAs.map((one) => one.kind))]
  const words = kinds.map((kind) => {
    const name = has(`identifierKind.${kind}`) ?? kind
    const forms = result.readAs.filter((one) => one.kind === kind).map((one) => one.shown.replace(/^:/, ''))
    const own = forms.length === 1 && forms[0] !== q ? forms[0] : undefined
    return own ? t('search.kindAs', { kind: name, form: own }) : name
  })
  const all = [t('search.aNumber'), ...words]
  return (
    <p className="sub read-as">
      <Say k="search.readAs" values={{ q, kinds: all.join(', ') }} parts={{ i: <span className="id id-wrap" /> }} />
    </p>
  )
}

function SealedMatch({ n }: { n: number }) {
  const { t } = useTexts()
  return (
    <p className="sealed-match">
      <Icon name="lock" /> <span>{t('search.sealed', { count: n })}</span>
    </p>
  )
}

function Cases({ cases }: { cases: Result['cases'] }) {
  const { t, language } = useTexts()
  return (
    <DataTable
      label={t('frame.rail_cases')}
      rows={cases}
      rowKey={(one) => one.caseId}
      columns={[
        {
          key: 'number',
          head: t('cases.colNumber'),
          isHead: true,
          cell: (one) => (
            <Link className="id" to={`/cases/${one.caseId}`}>
              {one.number}
            </Link>
          ),
        },
        { key: 'unit', head: t('cases.heldBy'), label: t('cases.heldBy'), cell: (one) => nameIn(language, one.unit.name) },
        {
          key: 'state',
          head: t('cases.colState'),
          label: t('cases.colState'),
          cell: (one) => <CaseState state={one.state} />,
        },
      ]}
    />
  )
}

/** By pointer only: who holds it and how many; the content is theirs to give. */
function Elsewhere({ elsewhere, isMore }: { elsewhere: Result['elsewhere']; isMore: boolean }) {
  const { t, language } = useTexts()
  return (
    <Section id="elsewhere" title={t('search.elsewhere')} sub={t('search.elsewhereSay')}>
      <ul className="elsewhere">
        {elsewhere.map(({ unit, n }) => (
          <li key={unit.no}>
            <b>{nameIn(language, unit.name)}</b>{' '}
            <span>{t(isMore ? 'search.askThemAtLeast' : 'search.askThem', { count: n })}</span>
          </li>
        ))}
      </ul>
      {isMore ? <p className="sub">{t('search.elsewhereMore')}</p> : null}
    </Section>
  )
}
