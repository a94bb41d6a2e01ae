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
        {t('account.cases', { count: cases })}
        {account.unit.no === unit.no ? null : <> · {nameIn(language, account.unit.name)}</>}
      </p>
    </section>
  )
}
