// The way of a tip: received, referred, acknowledged, in a case; what went on, ended, waits, waits too long. The parts of a step sum to it.
import { Steps } from '../shown/Steps.tsx'
import { useTexts } from '../texts/Say.tsx'
import type { Account } from './queries.ts'

export function Staircase({ account }: { account: Account }) {
  const { has } = useTexts()
  const steps = account.steps.map(({ step, n, query, parts }) => ({
    name: has(`account.step_${step}`) ?? step,
    count: n,
    query,
    parts: parts
      .filter((part) => part.n > 0)
      .map((part) => ({
        kind: part.kind,
        count: part.n,
        query: part.query,
        says: has(`account.part_${step}_${part.code}`) ?? has(`account.part_${part.code}`) ?? part.code,
      })),
  }))
  return <Steps steps={steps} />
}
