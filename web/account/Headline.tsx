// One sentence that answers the question of the page; each number in it is a list.

import { useMe } from '../session.ts'
import { ListLink } from '../shown/ListLink.tsx'
import { nameIn, Say, useTexts } from '../texts/Say.tsx'
import type { Account } from './queries.ts'

export function Headline({ account }: { account: Account }) {
  const { t, language } = useTexts()
  const { unit } = useMe()
  const { headline, total, steps } = account
  const { ended, inOpenCases, waits, late, lateAt, cases } = headline
  // The list of cases has no period and no sender: what opens is the list of the reports that they were made from.
  const inCase = steps.find(({ step }) => step === 'in-case')
  const key = late.n === 0 ? 'account.headline' : lateAt ? 'account.headlineLateAt' : 'account.headlineLate'
  const values = {
    count: total,
    ended: ended.n,
    open: inOpenCases.n,
    waits: waits.n,
    late: late.n,
    at: lateAt?.n ?? 0,
    unit: nameIn(language, lateAt?.unit.name),
  }
  return (
    <section className="say-it" aria-label={t('account.inOneSentence')}>
      <p className="headline">
        <Say
          k={key}
          values={values}
          parts={{
            t: <ListLink query={steps[0]?.query ?? {}} />,
            e: <ListLink query={ended.query} />,
            c: <ListLink query={inOpenCases.query} />,
            w: <ListLink query={waits.query} />,
            l: <ListLink query={late.query} className="broken" />,
            u: <ListLink query={lateAt?.query ?? {}} />,
          }}
        />
      </p>
      <p className="sub">
        {inCase ? (
          <Say
            k="account.cases"
            values={{ count: cases, reports: t('reports.nReports', { count: inCase.n }) }}
            parts={{ r: <ListLink query={inCase.query} /> }}
          />
        ) : null}
        {account.unit.no === unit.no ? null : <> · {nameIn(language, account.unit.name)}</>}
      </p>
    </section>
  )
}
