// What is pressed before that is there which it needs: it is done when it came, and not complained about.
import { useEffect, useRef, useState } from 'react'

export function useWhenThere(isThere: boolean, act: () => void): () => void {
  const [isAsked, setAsked] = useState(false)
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!isAsked || !isThere) return
    setAsked(false)
    latest.current()
  }, [isAsked, isThere])
  return () => setAsked(true)
}
