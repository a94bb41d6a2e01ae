// Fixed measures of tokens.css as pixels, for lists that draw only what is in sight; they change with language and width.
import { useSyncExternalStore } from 'react'
import { useTexts } from '../texts/Say.tsx'

function listen(tell: () => void) {
  window.addEventListener('resize', tell)
  return () => window.removeEventListener('resize', tell)
}

export function useMeasure<Name extends string>(names: readonly Name[]): Record<Name, number> & { width: number } {
  useTexts()
  const width = useSyncExternalStore(listen, () => window.innerWidth)
  const style = getComputedStyle(document.documentElement)
  const read = Object.fromEntries(names.map((name) => [name, Number.parseFloat(style.getPropertyValue(name))]))
  return { ...(read as Record<Name, number>), width }
}
