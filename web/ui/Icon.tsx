// A line icon. It is never the only name of anything: a word or a label stands beside it.
import { icons } from './icons.data.ts'

export type IconName = keyof typeof icons

export function Icon({ name, small, label }: { name: IconName; small?: boolean; label?: string }) {
  const says = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return (
    <svg className={small ? 'i i-s' : 'i'} viewBox="0 0 16 16" {...says}>
      <path d={icons[name]} />
    </svg>
  )
}

/** Half light, half dark: the one icon that is filled. */
export function ThemeIcon() {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5v11a5.5 5.5 0 0 0 0-11" fill="currentColor" />
    </svg>
  )
}

/** The bridge: the sign of the programme. */
export function Brand() {
  return (
    <svg
      width="26"
      height="26"
      viewBox="0 0 26 26"
      aria-hidden
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
    >
      <path d="M2.5 19.5h21M5.5 19.5v-12M20.5 19.5v-12M2.5 13.5c1.5-1 2.5-3.5 3-6 1 5 4 7.5 7.5 7.5s6.5-2.5 7.5-7.5c.5 2.5 1.5 5 3 6M10.5 19.5v-5M15.5 19.5v-5" />
    </svg>
  )
}
