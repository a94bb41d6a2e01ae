// How good a report is and where it should go: score with reasons, completeness, candidates. The panel and the page share them.
import type { ReactNode } from 'react'
import { Candidate } from '../shown/Candidate.tsx'
import { Completeness } from '../shown/Completeness.tsx'
import { evidencesOf } from '../shown/evidence.ts'
import { Priority } from '../shown/Priority.tsx'
import { type Evidence, Evidences, Reasons, type ShownReason, Sum } from '../shown/Reasons.tsx'
import { useWhyNot } from '../shown/why-not.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { locale } from '../texts/texts.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Section } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import { rulesOf } from './rules-of.ts'
import { type Detail, shownPoints, type WordedReason } from './shapes.ts'

type Where = { detail: Detail; at: string }

/** A reason of the server as it is shown; `at` is the report's page, or '' on that page itself. */
function shownReason({ kind, because, weight, evidence, unlisted }: WordedReason, where: Where): ShownReason {
  const who = kind === 'claim' ? where.detail.report.sender.name : undefined
  return { kind, because, weight, who, evidence: provenBy(evidence, where), unlisted }
}

/** An identifier is named as it is written; a sealed one by its pseudonym. */
function provenBy(references: readonly string[], { detail, at }: Where): Evidence[] {
  const nameOf = (index: number) => {
    const ip = detail.ips.find((one) => one.index === index)
    const other = detail.identifiers.find((one) => one.index === index)
    return ip?.address ?? ip?.pseudonym ?? other?.value ?? other?.pseudonym ?? undefined
  }
  return evidencesOf(references, { at, nameOf })
}

/** So many reasons leave room in a panel for where the report should go. */
const IN_PANEL = 5

type Shared = Where & { level?: 2 | 3 }

export function ScoreSection({ detail, at, level = 2, onRerank }: Shared & { onRerank?: () => void }) {
  const { t, language } = useTexts()
  const whyNot = useWhyNot()
  const { report, score } = detail
  const rerank = onRerank ? (
    <LinkButton className="push no-print" onClick={onRerank} whyNot={whyNot(detail.may['report:re-rank'])}>
      {t('reports.rerankMore')}
    </LinkButton>
  ) : null
  if (!score || !report.band) {
    return (
      <Section id="why" title={t('reports.why')} level={level} actions={rerank}>
        <p className="quiet">{t('reports.notScored')}</p>
      </Section>
    )
  }
  const rules = (
    <>
      <span title={score.ruleVersion}>
        {t('reports.rules', { version: rulesOf(score.ruleVersion, locale()), unit: nameIn(language, report.holder.name) })}
      </span>
      , <Time at={score.at} as="date" />
    </>
  )
  return (
    <Section id="why" title={t('reports.why')} level={level} actions={<ScoreHead detail={detail}>{rerank}</ScoreHead>}>
      {score.reranked ? <Reranked reranked={score.reranked} /> : null}
      <Reasons
        reasons={score.reasons.map((reason) => shownReason(reason, { detail, at }))}
        label={t('shown.reasons')}
        first={level === 3 ? IN_PANEL : undefined}
      />
      <Sum weights={score.reasons.map((reason) => reason.weight)} total={score.points} aside={rules} />
      {report.isDanger && report.band === 'now' ? <p className="sub">{t('reports.dangerAnyway')}</p> : null}
    </Section>
  )
}

function ScoreHead({ detail, children }: { detail: Detail; children: ReactNode }) {
  const { has } = useTexts()
  const band = detail.report.band ?? 'low'
  return (
    <>
      <Priority band={band} score={shownPoints(detail.report)} />
      <span className="sub">{has(`band.${band}`)?.toLowerCase()}</span>
      {children}
    </>
  )
}

function Reranked({ reranked }: { reranked: NonNullable<NonNullable<Detail['score']>['reranked']> }) {
  const { t } = useTexts()
  const because = t('reports.rerankedTo', { points: reranked.priority % 1000 })
  return (
    <Reasons
      label={t('reports.rerankedLabel')}
      reasons={[{ kind: 'decision', because: reranked.reason ?? because, weight: null, who: reranked.by, note: because }]}
    />
  )
}

export function CompleteSection({ detail, at, level = 2 }: Shared) {
  const { t, language } = useTexts()
  const { report, missing } = detail
  if (report.complete === null || report.completeOf === null) return null
  return (
    <Section id="complete" title={t('reports.complete', { have: report.complete, of: report.completeOf })} level={level}>
      <Completeness
        have={report.complete}
        of={report.completeOf}
        missing={missing.map((one) => ({
          what: nameIn(language, one.label),
          means: <Means missing={one} detail={detail} at={at} />,
        }))}
      />
    </Section>
  )
}

/** Why it is missed, and where. */
function Means({ missing, ...where }: { missing: Detail['missing'][number] } & Where) {
  return (
    <>
      {missing.because}
      <Evidences evidence={provenBy(missing.evidence, where)} />
    </>
  )
}

export function CandidatesSection({
  detail,
  at,
  level = 2,
  isPrimary,
  onOffer,
}: Shared & { isPrimary?: boolean; onOffer?: (unitNo: number) => void }) {
  const { t, language } = useTexts()
  const whyNot = useWhyNot()
  const cannot = whyNot(detail.may['referral:offer'])
  const { candidates } = detail
  return (
    <Section id="where" title={t('reports.where')} level={level}>
      {candidates.length === 0 ? <p className="quiet">{t('reports.noCandidates')}</p> : null}
      <ol>
        {candidates.map(({ unit, strength, weight, reasons }, place) => (
          <Candidate
            key={unit.no}
            name={nameIn(language, unit.name)}
            strength={strength}
            weight={weight}
            isOpen={place === 0}
            reasons={reasons.map((reason) => shownReason(reason, { detail, at }))}
            action={
              onOffer ? (
                <Button
                  look={isPrimary && place === 0 ? 'primary' : 'plain'}
                  whyNot={cannot}
                  onClick={() => onOffer(unit.no)}
                  keyed={isPrimary && place === 0 ? 'e' : undefined}
                >
                  {t('reports.offerMore')}
                </Button>
              ) : null
            }
          />
        ))}
      </ol>
    </Section>
  )
}
