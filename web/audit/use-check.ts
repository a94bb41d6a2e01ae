// The check of the log as it runs: how far it is, what it found, and a way to stop it.
import { useEffect, useRef, useState } from 'react'
import { askLines, SaidNo } from '../api.ts'
import type { CheckStep, Verification } from './queries.ts'

const DOOR = 'POST /api/audit/verify'

type Check = { step?: CheckStep; result?: Verification; at?: Date; error?: unknown }

/** A stream that ends without a result was cut off on the way or failed at the server. */
const brokenOff = () => new SaidNo({ kind: 'unavailable', code: 'check-broken-off', status: 503, asked: DOOR })

export function useCheck() {
  const [check, setCheck] = useState<Check>({})
  const running = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const start = async () => {
    const mine = new AbortController()
    running.current?.abort()
    running.current = mine
    const show = (next: Check) => (mine.signal.aborted ? undefined : setCheck(next))
    show({ step: { type: 'progress', place: 0, of: 0 } })
    try {
      for await (const line of askLines(DOOR, mine.signal)) {
        if (line.type === 'progress') show({ step: line })
        else if (line.type === 'result') return show({ result: line, at: new Date() })
      }
      throw brokenOff()
    } catch (error) {
      show({ error })
    }
  }
  const close = () => {
    running.current?.abort()
    setCheck({})
  }
  return { ...check, isRunning: check.step !== undefined, start: () => void start(), close }
}
