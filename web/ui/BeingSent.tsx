// Beside the buttons of a dialog: that it is being sent, if that takes long. The region is there before its words, so that they are read.
import { useEffect, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { LATE_MS } from './use-sending.ts'

export function BeingSent({ isPending }: { isPending: boolean }) {
  const { t } = useTexts()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isPending) return undefined
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isPending])
  return (
    <span className="sub" role="status">
      {isLate ? t('ui.beingSent') : null}
    </span>
  )
}
