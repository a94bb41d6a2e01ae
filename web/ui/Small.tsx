// Small marks without a word of the domain: tag, state, bar.
import type { CSSProperties, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

/** A mark beside a row: a word or a number, never colour alone. */
export function Tag({ icon, children, title }: { icon?: IconName; children: ReactNode; title?: string }) {
  return (
    <span className="tag" title={title}>
      {icon ? <Icon name={icon} small /> : null}
      {children}
    </span>
  )
}

export type StateShape = 'open' | 'run' | 'risk' | 'broken' | 'done' | 'lack'

/** A state is shape and word: ring open, half running, amber half at risk, triangle broken, full dot done; three quarters, amber: done, and something is missing. */
export function State({ shape, children }: { shape: StateShape; children: ReactNode }) {
  return <span className={shape === 'open' ? 'state' : `state state-${shape}`}>{children}</span>
}

/** A share from 0 to 1 as a thin bar; the number stands beside it in words. */
export function Bar({ share }: { share: number }) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`
  return (
    <span className="bar" aria-hidden>
      <i style={{ '--v': width } as CSSProperties} />
    </span>
  )
}

export function Section({ id, title, sub, actions, level = 2, children }: SectionProps) {
  const heading = `h-${id}`
  const Head = level === 2 ? 'h2' : 'h3'
  return (
    <section id={id} aria-labelledby={heading}>
      <div className="section-head">
        <Head id={heading}>{title}</Head>
        {sub ? <span className="sub">{sub}</span> : null}
        {actions}
      </div>
      {children}
    </section>
  )
}

type SectionProps = { id: string; title: ReactNode; sub?: ReactNode; actions?: ReactNode; level?: 2 | 3; children: ReactNode }
