// One linked or suggested report: who and when, how it holds, the reasons by weight in bits, what may be decided.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Answer } from '../../api.ts'
import { Reasons } from '../../shown/Reasons.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { State, type StateShape } from '../../ui/Small.tsx'
import { Time } from '../../ui/Time.tsx'

type Links = Answer<'GET /api/reports/{reportId}/links'>
export type Linked = Links['linked'][number]
export type Verdict = Links['verdicts'][number]
type Line = Pick<Linked, 'report' | 'sum' | 'reasons'> & { path?: Linked['path'] }

type Props = {
  line: Line
  stands: { shape: StateShape; word: string; by?: string }
  whyNot?: string
  onDecide: (kind: 'confirm' | 'reject') => void
}

export function LinkLine({ line, stands, whyNot, onDecide }: Props) {
  const { t } = useTexts()
  const { report, sum, reasons } = line
  return (
    <li>
      <div className="link-head">
        <Link className="id" to={`/reports/${report.number}`}>
          {report.number}
        </Link>
        <span>
          {report.sender.name}, <Time at={report.receivedAt} as="date" />
        </span>
        <State shape={stands.shape}>{stands.word}</State> {stands.by ? <span className="sub">{stands.by}</span> : null}
        <span className="push strong" title={t('links.bits', { count: sum })}>
          {t('links.nBits', { count: Math.round(sum) })}
        </span>
        <Button whyNot={whyNot} onClick={() => onDecide('confirm')}>
          {t('links.confirmMore')}
        </Button>
        <Button whyNot={whyNot} onClick={() => onDecide('reject')}>
          {t('links.rejectMore')}
        </Button>
      </div>
      <Reasons
        label={t('reports.linkReasons')}
        isCompact
        reasons={reasons.map((reason) => ({
          kind: reason.kind,
          weight: Math.round(reason.weight * 10) / 10,
          because: <Because because={reason.because} value={reason.value} />,
        }))}
      />
      {line.path ? <Path path={line.path} /> : null}
    </li>
  )
}

function Because({ because, value }: { because: string; value: string | null }) {
  return (
    <>
      {because} {value && !because.includes(value) ? <span className="id id-wrap">{value}</span> : null}
    </>
  )
}

/** How it hangs together where the two share nothing directly: from report to report, with what joins each step. */
function Path({ path }: { path: NonNullable<Linked['path']> }) {
  const { t, language } = useTexts()
  return (
    <details>
      <summary className="sub">{t('links.linkPath', { count: path.length })}</summary>
      <ol className="plain-list">
        {path.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id and come as a whole
          <li key={at}>
            <Step
              name={step.report ? <ReportNumber number={step.report.number} /> : nameIn(language, step.unit?.name)}
              because={step.because}
            />
          </li>
        ))}
      </ol>
    </details>
  )
}

function ReportNumber({ number }: { number: string }) {
  return (
    <Link className="id" to={`/reports/${number}`}>
      {number}
    </Link>
  )
}

function Step({ name, because }: { name: ReactNode; because: string | null }) {
  return (
    <>
      {name} <span className="sub">{because}</span>
    </>
  )
}
