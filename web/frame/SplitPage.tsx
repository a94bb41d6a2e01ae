// A page of one list with a panel: head with its views, the list below, details beside it. The frame around several of our pages.
import type { ReactNode } from 'react'
import '../styles/split.css'
import { useTitle } from './Page.tsx'

type SplitPageProps = {
  title: ReactNode
  /** What stands in the window's title. */
  windowTitle: string
  sub?: ReactNode
  views?: ReactNode
  actions?: ReactNode
  panel?: ReactNode
  /** Dialogs: outside the list and the panel. */
  over?: ReactNode
  children: ReactNode
}

export function SplitPage({ title, windowTitle, sub, views, actions, panel, over, children }: SplitPageProps) {
  useTitle(windowTitle)
  return (
    <main id="page" tabIndex={-1} className={panel ? 'split' : 'split is-alone'}>
      <section className="split-main" aria-labelledby="title">
        <div className="page-head">
          <h1 id="title">{title}</h1>
          {views}
          {sub ? <span className="sub">{sub}</span> : null}
          {actions ? <span className="push row-of">{actions}</span> : null}
        </div>
        {children}
      </section>
      {panel}
      {over}
    </main>
  )
}
