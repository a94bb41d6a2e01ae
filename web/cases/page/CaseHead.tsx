// The head of a case: its number now and those before, where it stands, who holds it, what may be done and why the rest may not.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Action } from '../../frame/keys.ts'
import { CaseState } from '../../shown/StateWord.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Copy } from '../../ui/ShortId.tsx'
import { useFocusOfNew } from '../just-registered.ts'
import type { CaseDetail } from '../queries.ts'

export function CaseHead({ detail, actions }: { detail: CaseDetail; actions: readonly Action[] }) {
  const { t, language } = useTexts()
  const { number, state, outcomeName, title, holder, reports } = detail.case
  const heading = useFocusOfNew()
  const before = detail.numbers
    .slice(0, -1)
    .reverse()
    .map((one) => t('cases.numberOf', { number: one.number, unit: nameIn(language, one.unit.name) }))
  const senders = new Set(detail.reports.map((report) => report.sender.id)).size
  return (
    <header className="doc-head">
      <p className="crumb sub">
        <Link to="/cases">{t('frame.rail_cases')}</Link>
      </p>
      <div className="doc-title">
        <h1 className="id" ref={heading} tabIndex={-1}>
          {number}
        </h1>
        <Copy text={number} />
        {before.length > 0 ? <span className="sub">{t('cases.also', { numbers: before.join(', ') })}</span> : null}
        <CaseState state={state} outcome={nameIn(language, outcomeName) || null} />
        <Buttons actions={actions} />
      </div>
      <dl className="line-facts">
        {title ? <Fact name={t('cases.name')}>{title}</Fact> : null}
        <Fact name={t('cases.sReports')}>
          <a href="#reports">{t('cases.ofSenders', { reports: t('reports.nReports', { count: reports }), count: senders })}</a>
        </Fact>
        <Fact name={t('cases.heldBy')}>{nameIn(language, holder.name)}</Fact>
      </dl>
    </header>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Buttons({ actions }: { actions: readonly Action[] }) {
  const { t } = useTexts()
  return (
    <div className="actions">
      {actions.map((action) => (
        <Button key={action.id} whyNot={action.whyNot} onClick={action.run}>
          {t(`cases.${action.id}More` as 'cases.closeMore')}
        </Button>
      ))}
      <Button look="quiet" icon="print" label={t('cases.print')} onClick={() => window.print()} />
    </div>
  )
}
