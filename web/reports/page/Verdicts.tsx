// What people decided about links: together or apart, by whom, why; contradictions stand beside each other until somebody takes one back.
import { Link } from '@tanstack/react-router'
import { Mark } from '../../shown/Mark.tsx'
import { useWhyNot } from '../../shown/why-not.ts'
import { Say, useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Verdict } from './LinkLine.tsx'

type Props = { verdicts: readonly Verdict[]; onUndo: (verdict: Verdict, number: string) => void }

export function Verdicts({ verdicts, onUndo }: Props) {
  const { t } = useTexts()
  if (verdicts.length === 0) return null
  return (
    <>
      <h3 className="sub-head">{t('links.verdictsHead')}</h3>
      <ul className="verdicts">
        {verdicts.map((verdict) => (
          <VerdictLine key={verdict.verdictId} verdict={verdict} onUndo={onUndo} />
        ))}
      </ul>
    </>
  )
}

function VerdictLine({ verdict, onUndo }: { verdict: Verdict; onUndo: Props['onUndo'] }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const cannot = Object.values(verdict.may).map(whyNot).find(Boolean)
  const number = verdict.members[0]?.number ?? ''
  return (
    <li>
      <Mark kind="decision" isAlone />
      <div>
        <Say k={verdict.kind === 'together' ? 'links.verdictTogether' : 'links.verdictApart'} values={{ by: verdict.by }} />{' '}
        {verdict.members.map((member) => (
          <Link key={member.reportId} className="id" to={`/reports/${member.number}`}>
            {member.number}{' '}
          </Link>
        ))}
        {verdict.hidden > 0 ? <span className="sub">{t('links.verdictHidden', { count: verdict.hidden })} </span> : null}
        <span className="sub">
          <Time at={verdict.at} as="local" /> {verdict.isWaiting ? t('links.verdictWaits') : null}
        </span>
        {verdict.contradicts.length > 0 ? <p className="warn">{t('links.verdictContradicts')}</p> : null}
        {verdict.reason ? <p className="sub">{verdict.reason}</p> : null}
      </div>
      <Button whyNot={cannot} onClick={() => onUndo(verdict, number)}>
        {t('links.undoMore')}
      </Button>
    </li>
  )
}
