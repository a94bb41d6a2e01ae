// How the chain stands, in one sentence; checking it, and handing it out so that somebody else can check it without us.
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { useMay } from '../session.ts'
import { Say, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { useNow } from '../ui/clock.ts'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { ShortId } from '../ui/ShortId.tsx'
import { Bar, State, type StateShape } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import { Checked } from './Checked.tsx'
import { type CheckStep, type LogState, stateQuery } from './queries.ts'
import { useCheck } from './use-check.ts'

const LATE_AFTER_MS = 60_000

export function Chain() {
  const { t } = useTexts()
  const state = useQuery(stateQuery)
  const check = useCheck()
  return (
    <div className="chain">
      <div className="chain-line">
        {state.error && !state.data ? <span className="warn">{t('audit.stateFailed')}</span> : null}
        {state.data ? <Sentence state={state.data} /> : null}
        <span className="push row-of">
          {check.step ? <Progress step={check.step} /> : null}
          {check.isRunning ? (
            <Button onClick={check.close}>{t('audit.stopCheck')}</Button>
          ) : (
            <Button onClick={check.start}>{t('audit.check')}</Button>
          )}
          <HandOut size={state.data?.size} />
        </span>
      </div>
      <div role="status">
        {check.result && check.at ? <Checked result={check.result} at={check.at} onClose={check.close} /> : null}
      </div>
      {check.error ? <ErrorMessage error={check.error} lead={t('audit.checkFailed')} onAgain={check.start} /> : null}
    </div>
  )
}

/** How far the check is: the log may be millions of entries long. */
function Progress({ step: { place, of } }: { step: CheckStep }) {
  const { t } = useTexts()
  return (
    <span className="check-progress">
      <span className="sub nowrap">{of > 0 ? t('audit.checkedSoFar', { place, of }) : t('audit.checking')}</span>
      <Bar share={of > 0 ? place / of : 0} />
    </span>
  )
}

function standing(state: LogState, now: Date): { shape: StateShape; key: 'none' | 'signed' | 'waiting' | 'late' } {
  if (state.unplaced === 0) return state.checkpoint ? { shape: 'done', key: 'signed' } : { shape: 'open', key: 'none' }
  const isLate = state.oldestAt !== null && now.getTime() - Date.parse(state.oldestAt) > LATE_AFTER_MS
  return isLate ? { shape: 'risk', key: 'late' } : { shape: 'run', key: 'waiting' }
}

function Sentence({ state }: { state: LogState }) {
  const { t } = useTexts()
  const { shape, key } = standing(state, useNow())
  const { checkpoint, heldBy } = state
  return (
    <div className="two">
      <p className="chain-says">
        <State shape={shape}>{t(`audit.stand_${key}`)}</State>{' '}
        <Say k={`audit.says_${key}`} values={{ count: state.size, waiting: state.unplaced }} />
      </p>
      <p className="sub">
        {checkpoint ? (
          <>
            {t('audit.lastCheckpoint')} <Time at={checkpoint.at} as="local" seconds /> · {t('audit.root')}{' '}
            <ShortId text={checkpoint.root} copy what={t('audit.root')} />
          </>
        ) : null}
        {heldBy && key === 'late' ? <span className="warn"> {t('audit.heldBy', { holder: heldBy })}</span> : null}
      </p>
    </div>
  )
}

const files = [
  { id: 'export', path: '/api/audit/export', isSized: true },
  { id: 'checkpoints', path: '/api/audit/checkpoints', isSized: true },
  { id: 'key', path: '/api/audit/key', isSized: false },
  { id: 'verifier', path: '/api/audit/verifier', isSized: false },
] as const

/** Log and checkpoints of one size belong together, so both take the size that is shown. */
function HandOut({ size }: { size: number | undefined }) {
  const { t } = useTexts()
  const may = useMay('audit:export')
  if (!may || size === undefined) return null
  const entries = files.map(({ id, path, isSized }) => ({
    id,
    label: (
      <span className="two">
        {t(`audit.file_${id}`)} <span className="sub">{t(`audit.file_${id}Says`, { size })}</span>
      </span>
    ),
    onPick: () => fetchFile(isSized ? `${path}?size=${size}` : path),
  }))
  const button = (
    <button type="button" className="btn">
      <Icon name="download" small />
      {t('audit.handOut')} <Icon name="down" small />
    </button>
  )
  return <Menu label={t('audit.handOut')} entries={entries} button={button} end />
}

/** The server names the file and sends it as it is read; the browser keeps it. A link cannot say for whom the page is: it is asked before. */
async function fetchFile(path: string) {
  const isStillOurs = await ask('GET /api/me').then(
    () => true,
    () => false,
  )
  if (!isStillOurs) return
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}
