// Linked reports: members of the cluster with their reasons, then suggestions, what people decided, and values that may be ruled on.
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import type { Answer } from '../../api.ts'
import { NotPrinted } from '../../shown/PrintedLine.tsx'
import { useWhyNot } from '../../shown/why-not.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { linksQuery } from '../queries.ts'
import type { Detail } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'
import { type Deciding, LinkDecision } from './LinkDecision.tsx'
import { type Linked, LinkLine, type Verdict } from './LinkLine.tsx'
import { LinkValues } from './LinkValues.tsx'
import { Verdicts } from './Verdicts.tsx'

type Said = Answer<'GET /api/reports/{reportId}/links'>

export function Links({ detail }: { detail: Detail }) {
  const { t } = useTexts()
  const { data, error, refetch } = useQuery(linksQuery(detail.report.reportId))
  return (
    <FoldSection id="links" title={t('reports.linksHead')} sub={t('reports.linksSub')} n={data ? data.members - 1 : undefined}>
      {error ? <ErrorMessage error={error} onAgain={() => refetch()} /> : null}
      {data ? <Inside said={data} reportId={detail.report.reportId} /> : null}
    </FoldSection>
  )
}

function Inside({ said, reportId }: { said: Said; reportId: string }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const [deciding, setDeciding] = useState<Deciding>()
  const cannot = whyNot(said.may['link:decide'])
  const { linked, suggestions, hidden, hiddenSuggestions } = said
  const isNothing = linked.length + suggestions.length + hidden.length + hiddenSuggestions.length === 0
  const decide = (report: Linked['report']) => (kind: 'confirm' | 'reject') => setDeciding({ kind, other: report })
  return (
    <>
      {isNothing ? <p className="quiet">{t('reports.noLinks')}</p> : null}
      {linked.length + suggestions.length > 0 ? <p className="sub">{t('links.bitsMean')}</p> : null}
      <Lines first={FIRST_LINKED} foldedIn={(count) => t('reports.moreLinked', { count })}>
        {linked.map((line) => (
          <LinkLine
            key={line.report.reportId}
            line={line}
            stands={standsOf(line, said.verdicts, t)}
            whyNot={cannot}
            onDecide={decide(line.report)}
          />
        ))}
      </Lines>
      <Hidden units={hidden} more={said.more} />
      {suggestions.length + hiddenSuggestions.length > 0 ? <h3 className="sub-head">{t('reports.suggestionsHead')}</h3> : null}
      <Lines first={FIRST_SUGGESTED} isUnprinted foldedIn={(count) => t('reports.moreSuggestions', { count })}>
        {suggestions.map((line) => (
          <LinkLine
            key={line.report.reportId}
            line={line}
            stands={{ shape: 'open', word: t('reports.linkSuggested') }}
            whyNot={cannot}
            onDecide={decide(line.report)}
          />
        ))}
      </Lines>
      <Hidden units={hiddenSuggestions} more={0} />
      <Verdicts
        verdicts={said.verdicts}
        onUndo={(verdict, number) => setDeciding({ kind: 'undo', verdictId: verdict.verdictId, number })}
      />
      <LinkValues values={said.values} reportId={reportId} whyNot={cannot} />
      {deciding ? <LinkDecision reportId={reportId} deciding={deciding} onClose={() => setDeciding(undefined)} /> : null}
    </>
  )
}

const FIRST_LINKED = 6
const FIRST_SUGGESTED = 3

type LinesProps = { first: number; foldedIn: (count: number) => string; isUnprinted?: boolean; children: ReactElement[] }

/** The strongest stand open; where there are many, the others are one press away, and on paper printed or said to be left out. */
function Lines({ first, foldedIn, isUnprinted, children }: LinesProps) {
  const open = children.length > first + 1 ? first : children.length
  const rest = children.slice(open)
  return (
    <>
      <ol className="links">{children.slice(0, open)}</ol>
      {rest.length > 0 ? (
        <details className={isUnprinted ? 'unprinted' : undefined}>
          <summary className="sub">
            {foldedIn(rest.length)}
            {isUnprinted ? <NotPrinted /> : null}
          </summary>
          <ol className="links">{rest}</ol>
        </details>
      ) : null}
    </>
  )
}

/** A person's verdict stands before what the identifiers say. */
function standsOf(line: Linked, verdicts: readonly Verdict[], t: ReturnType<typeof useTexts>['t']) {
  const verdict = verdicts.find(
    (one) => one.kind === 'together' && one.members.some((member) => member.reportId === line.report.reportId),
  )
  if (verdict) return { shape: 'done' as const, word: t('reports.linkConfirmed'), by: verdict.by }
  return { shape: 'run' as const, word: t(line.path ? 'reports.linkThrough' : 'reports.linkJoined') }
}

/** What other units hold: the unit and how many, never a number. */
function Hidden({ units, more }: { units: Said['hidden']; more: number }) {
  const { t, language } = useTexts()
  if (units.length === 0 && more === 0) return null
  return (
    <p className="sub">
      {more > 0 ? t('links.moreLinks', { count: more }) : null}{' '}
      {units.map((one) => t('reports.elsewhereLinks', { unit: nameIn(language, one.unit.name), n: one.n })).join(' · ')}
    </p>
  )
}
