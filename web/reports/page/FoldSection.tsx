// A section of the page: open on a wide screen, folded under its heading at 390 px, so that one finds one's way.
import { type ReactNode, useEffect, useState } from 'react'
import { Section } from '../../ui/Small.tsx'
import { useMeasure } from '../../ui/use-measure.ts'

type Props = {
  id: string
  title: string
  sub?: ReactNode
  n?: number
  actions?: ReactNode
  startsOpen?: boolean
  children: ReactNode
}

export function FoldSection({ id, title, sub, n, actions, startsOpen, children }: Props) {
  const { width } = useMeasure([])
  const [isOpen, setOpen] = useState(startsOpen ?? false)
  useEffect(() => {
    // `#ip-2` points into the section `ips`.
    const within = `#${id.replace(/s$/, '')}`
    const follow = () => (window.location.hash.startsWith(within) ? setOpen(true) : undefined)
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [id])
  if (width > 720) {
    return (
      <Section id={id} title={title} sub={sub} actions={actions}>
        {children}
      </Section>
    )
  }
  return (
    <section id={id} aria-labelledby={`h-${id}`}>
      <details className="fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2 id={`h-${id}`}>{title}</h2>
          {n === undefined ? null : <span className="sub">{n}</span>}
        </summary>
        {sub || actions ? (
          <p className="section-head">
            <span className="sub">{sub}</span>
            {actions}
          </p>
        ) : null}
        {children}
      </details>
    </section>
  )
}
