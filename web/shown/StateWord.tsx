// Where a report, a referral or a case stands: shape and word, the same everywhere.
import { useTexts } from '../texts/Say.tsx'
import { State, type StateShape } from '../ui/Small.tsx'

const reportShapes: Record<string, StateShape> = {
  received: 'open',
  triaged: 'run',
  offered: 'run',
  acknowledged: 'run',
  registered: 'run',
  settled: 'done',
  closed: 'done',
}
const referralShapes: Record<string, StateShape> = {
  offered: 'open',
  acknowledged: 'run',
  returned: 'done',
  withdrawn: 'done',
  settled: 'done',
}
const caseShapes: Record<string, StateShape> = { registered: 'run', closed: 'done' }

export function ReportState({ state }: { state: string }) {
  const { has } = useTexts()
  return <State shape={reportShapes[state] ?? 'open'}>{has(`reportState.${state}`) ?? state}</State>
}

export function ReferralState({ state }: { state: string }) {
  const { has } = useTexts()
  return <State shape={referralShapes[state] ?? 'open'}>{has(`referralState.${state}`) ?? state}</State>
}

export function CaseState({ state, outcome }: { state: string; outcome?: string | null }) {
  const { has, t } = useTexts()
  const word = has(`caseState.${state}`) ?? state
  return <State shape={caseShapes[state] ?? 'open'}>{outcome ? t('shown.closedAs', { state: word, outcome }) : word}</State>
}
