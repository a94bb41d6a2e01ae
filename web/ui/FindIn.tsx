// A field that narrows the list below it as one types; what is typed stands in the address.
import { type Ref, useEffect, useState } from 'react'
import { Icon } from './Icon.tsx'

type FindInProps = { label: string; value: string; onChange: (value: string) => void; ref?: Ref<HTMLInputElement> }

const WAIT_MS = 200

export function FindIn({ label, value, onChange, ref }: FindInProps) {
  const [typed, setTyped] = useState(value)
  const [before, setBefore] = useState(value)
  if (before !== value) {
    setBefore(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => onChange(typed.trim()), WAIT_MS)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <label className="find find-in">
      <Icon name="search" small />
      <span className="away">{label}</span>
      <input ref={ref} type="search" placeholder={label} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </label>
  )
}
