// How much of what the work needs is there; what is missing is named, with what it means.
import type { ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Bar } from '../ui/Small.tsx'

export function Completeness({
  have,
  of,
  missing,
}: {
  have: number
  of: number
  missing?: readonly { what: ReactNode; means?: ReactNode }[]
}) {
  const { t } = useTexts()
  return (
    <>
      <Bar share={of > 0 ? have / of : 0} />
      {missing && missing.length > 0 ? (
        <ul className="missing" aria-label={t('shown.missing')}>
          {missing.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is missing has no id and comes as a whole
            <li key={at}>
              <span>{one.what}</span>
              {one.means ? <span className="sub">{one.means}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
