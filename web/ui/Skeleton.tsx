// Waiting: only after 300 ms, only where nothing old can stay, and it stands still.
import { type CSSProperties, useEffect, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { useLoadingSaid } from './spoken.ts'

const widths = [62, 48, 74, 56, 51, 63, 68, 44]

export function useIsLate(): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return isLate
}

export function Skeleton({ rows = 6, label }: { rows?: number; label?: string }) {
  const { t } = useTexts()
  const isLate = useIsLate()
  const says = label ?? t('ui.loading')
  useLoadingSaid(says)
  if (!isLate) return null
  return (
    <div role="group" aria-busy aria-label={says}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal rows that never move
        <SkeletonRow key={row} width={widths[row % widths.length] ?? 60} />
      ))}
    </div>
  )
}

function SkeletonRow({ width }: { width: number }) {
  const bar = (length: string): CSSProperties => ({ width: length })
  return (
    <div className="skeleton" aria-hidden>
      <i style={bar('34px')} />
      <i style={bar(`${width}%`)} />
      <i style={bar('96px')} />
      <i style={bar('34px')} />
      <i style={bar(`${width - 12}%`)} />
      <i style={bar('70px')} />
    </div>
  )
}
