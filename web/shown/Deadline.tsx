// A clock: the dial fills as the time goes; word and date say the same. At risk is amber, broken is red.
import type { CSSProperties, ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { useNow } from '../ui/clock.ts'
import { State } from '../ui/Small.tsx'
import { spanText, Time } from '../ui/Time.tsx'
import { spanBetween } from '../ui/times.ts'

export type Clock = {
  label: ReactNode
  sub?: ReactNode
  fromAt?: string | null
  dueAt: string
  doneAt?: string | null
  isDay?: boolean
}
type Standing = 'run' | 'risk' | 'broken' | 'done'

/** At risk when less than a quarter of the time is left, or less than an hour. */
export function standingOf(clock: Pick<Clock, 'fromAt' | 'dueAt' | 'doneAt'>, now: Date): { standing: Standing; gone: number } {
  const due = new Date(clock.dueAt).getTime()
  const from = clock.fromAt ? new Date(clock.fromAt).getTime() : due - 24 * 3_600_000
  const share = due > from ? Math.min(1, Math.max(0, (now.getTime() - from) / (due - from))) : 1
  if (clock.doneAt) return { standing: 'done', gone: 1 }
  if (now.getTime() > due) return { standing: 'broken', gone: 1 }
  return { standing: share > 0.75 || due - now.getTime() < 3_600_000 ? 'risk' : 'run', gone: share }
}

export function Left({ clock }: { clock: Clock }) {
  const { t } = useTexts()
  const now = useNow()
  const { standing } = standingOf(clock, now)
  const span = spanText(spanBetween(now, new Date(clock.dueAt)))
  if (standing === 'done') return <State shape="done">{t('shown.met')}</State>
  return <State shape={standing}>{standing === 'broken' ? t('ui.over', { span }) : t('ui.left', { span })}</State>
}

export function Dial({ gone, standing }: { gone: number; standing: Standing }) {
  const look = standing === 'risk' ? ' dial-risk' : standing === 'broken' ? ' dial-broken' : ''
  return (
    <svg
      className={`dial${look}`}
      viewBox="0 0 16 16"
      aria-hidden
      style={{ '--p': String(Math.round(gone * 100)) } as CSSProperties}
    >
      <circle className="all" cx="8" cy="8" r="6" />
      <circle className="gone" cx="8" cy="8" r="6" pathLength="100" />
    </svg>
  )
}

export function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  return (
    <ul className="clock-list">
      {clocks.map((clock, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clocks have no id and come as a whole
        <ClockLine key={at} clock={clock} />
      ))}
    </ul>
  )
}

function ClockLine({ clock }: { clock: Clock }) {
  const { t } = useTexts()
  const now = useNow()
  const { standing, gone } = standingOf(clock, now)
  const span = spanText(spanBetween(now, new Date(clock.dueAt)))
  const look = { run: 'end', done: 'end quiet', risk: 'end warn', broken: 'end broken' }[standing]
  const words = {
    run: t('ui.left', { span }),
    risk: t('ui.left', { span }),
    broken: t('ui.over', { span }),
    done: t('shown.met'),
  }[standing]
  return (
    <li>
      <Dial gone={gone} standing={standing} />
      <span>
        {clock.label}
        {clock.sub ? <span className="sub clock-from">{clock.sub}</span> : null}
      </span>
      <span className={look}>
        {words}
        <br />
        <span className="sub">
          <Time at={clock.dueAt} as={clock.isDay ? 'date' : 'local'} />
        </span>
      </span>
    </li>
  )
}
