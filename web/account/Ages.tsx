// Those that wait, by age; the part that waits longer than promised is red, with its number.
import type { CSSProperties } from 'react'
import { ListLink } from '../shown/ListLink.tsx'
import { useTexts } from '../texts/Say.tsx'
import { Count } from '../ui/Count.tsx'
import type { Account } from './queries.ts'

type Age = Account['ages'][number]

export function Ages({ account }: { account: Account }) {
  const { t } = useTexts()
  const { ages } = account
  const most = Math.max(1, ...ages.map((age) => age.n))
  return (
    <ol className="age-columns" aria-label={t('account.agesLabel')}>
      {ages.map((age) => (
        <AgeColumn key={age.code} age={age} most={most} />
      ))}
    </ol>
  )
}

function AgeColumn({ age, most }: { age: Age; most: number }) {
  const { t, has } = useTexts()
  const name = has(`account.age_${age.code}`) ?? age.code
  const height = { '--h': age.n / most, '--late': age.n > 0 ? age.late.n / age.n : 0 } as CSSProperties
  const column = (
    <>
      <span className="v">
        <Count of={age.n} />
      </span>
      <span className="age-bar" style={height} aria-hidden>
        <i className="s-late" />
      </span>
      <span className="age-name">{name}</span>
    </>
  )
  return (
    <li>
      {age.n > 0 ? <ListLink query={age.query}>{column}</ListLink> : <span className="age-none">{column}</span>}
      {age.late.n > 0 ? (
        <ListLink query={age.late.query} className="broken">
          {t('account.ageLate', { count: age.late.n })}
        </ListLink>
      ) : null}
    </li>
  )
}
