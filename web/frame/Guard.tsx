// Whether a page is open to this person: asked of what the server said, and told in a sentence where it is not.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { useTitle } from './Page.tsx'
import { usePlaces } from './places.ts'

export function Guard({ needs, children }: { needs: string | undefined; children: ReactNode }) {
  const { may } = useMe()
  if (!needs || may[needs]) return <>{children}</>
  return <NotOpen />
}

function NotOpen() {
  const { t } = useTexts()
  const first = usePlaces()[0]
  useTitle(t('frame.notOpen'))
  return (
    <main id="page" tabIndex={-1}>
      <div className="empty">
        <h1 className="lead">{t('frame.notOpen')}</h1>
        <p>{t('frame.notOpenMeans')}</p>
        {first ? (
          <p>
            <Link to={first.path}>{t('frame.toFirst', { place: t(first.label) })}</Link>
          </p>
        ) : null}
      </div>
    </main>
  )
}
