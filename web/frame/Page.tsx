// A page: its title in the head and in the window, its parts below. A page without a panel scrolls as a whole.
import { type ReactNode, useEffect } from 'react'
import { useMe } from '../session.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'

/** What stands in the window's title: page, then unit. */
export function useTitle(page: string) {
  const { t, language } = useTexts()
  const { unit } = useMe()
  const title = t('frame.titleOf', { page, unit: nameIn(language, unit.name) })
  useEffect(() => {
    document.title = title
  }, [title])
}

type PageProps = {
  title: string
  sub?: ReactNode
  views?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

export function Page({ title, sub, views, actions, children, className }: PageProps) {
  useTitle(title)
  return (
    <main id="page" tabIndex={-1} className={className}>
      <div className="page-head">
        <h1>{title}</h1>
        {views}
        {sub ? <span className="sub">{sub}</span> : null}
        {actions ? <span className="push row-of">{actions}</span> : null}
      </div>
      {children}
    </main>
  )
}
