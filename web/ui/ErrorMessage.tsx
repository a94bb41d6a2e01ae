// What went wrong, what it means for the work, what to do; the technical detail folded, with its id.
import type { ReactNode } from 'react'
import { type ErrorKind, SaidNo } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { say } from '../texts/texts.ts'
import { useZone } from './clock.ts'
import { Icon } from './Icon.tsx'
import { exactTime } from './Time.tsx'

type Names = Record<string, string>
type Props = {
  error: unknown
  lead?: ReactNode
  means?: ReactNode
  actions?: ReactNode
  onAgain?: () => void
  /** What the fields are called that the server may find wrong. */
  names?: Names
}

const answers = new Set<ErrorKind>(['invalid', 'conflict', 'forbidden', 'unanswered'])

export function ErrorMessage({ error, lead, means, actions, onAgain, names }: Props) {
  const { t } = useTexts()
  const said = useErrorText(error, names)
  // A refusal is an answer and says its reason; a failure is told in the words of what was tried, but only where it is known to be one.
  const isAnswer = error instanceof SaidNo && answers.has(error.kind)
  const isQuiet = error instanceof SaidNo && (error.kind === 'missing' || error.kind === 'forbidden')
  // Signing in again is asked over the page; here it would stand as news afterwards.
  if (error instanceof SaidNo && error.code === 'signed-out') return null
  return (
    <div className={isQuiet ? 'message is-quiet' : 'message'} role={isQuiet ? 'status' : 'alert'}>
      <Icon name={isQuiet ? 'lock' : 'warn'} />
      <div>
        <p className="lead">{isAnswer ? said.lead : (lead ?? said.lead)}</p>
        <p>{means ?? said.means}</p>
        {onAgain || actions ? (
          <p className="row-of">
            {onAgain ? (
              <button type="button" className="btn btn-primary" onClick={onAgain}>
                {t('ui.tryAgain')}
              </button>
            ) : null}
            {actions}
          </p>
        ) : null}
        <Detail error={error} />
      </div>
    </div>
  )
}

/** The sentence for an error: by its code, else by the reason that the code names, else by its kind. */
export function useErrorText(error: unknown, names?: Names): { lead: string; means: string } {
  const { t, has } = useTexts()
  if (!(error instanceof SaidNo)) return { lead: t('error.bug'), means: t('error.bug_means') }
  const facts = wordsOf(error.facts, names)
  const reason = has(`whyNot.${error.code}`, facts)
  return {
    lead: has(`error.${error.code}`, facts) ?? (reason ? t('error.because', { reason }) : t(`error.${error.kind}`)),
    means: has(`error.${error.code}_means`, facts) ?? t(`error.${error.kind}_means`),
  }
}

/** What is announced of a change that failed, where nothing else tells it. */
export function failureText(error: unknown, otherwise: string): string {
  return error instanceof SaidNo && error.kind === 'unanswered' ? say('error.unansweredSay') : otherwise
}

/** Plain facts for a sentence, and the fields that were not right as one word. */
function wordsOf(facts: Record<string, unknown>, names: Names = {}): Record<string, string | number> {
  const plain = Object.entries(facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  const faults = Array.isArray(facts.faults) ? (facts.faults as { field?: string }[]) : []
  return {
    ...(Object.fromEntries(plain) as Record<string, string | number>),
    fields: faults.map(({ field = '' }) => names[field] ?? field).join(', '),
  }
}

function Detail({ error }: { error: unknown }) {
  const { t } = useTexts()
  const zone = useZone()
  const lines =
    error instanceof SaidNo ? detailOf(error, zone) : [['what', error instanceof Error ? error.message : String(error)]]
  const width = Math.max(...lines.map(([name]) => (name ?? '').length))
  return (
    <details>
      <summary className="sub">{t('ui.detail')}</summary>
      <pre className="id" tabIndex={0} aria-label={t('ui.detail')}>
        {lines.map(([name, value]) => `${(name ?? '').padEnd(width + 2)}${value}`).join('\n')}
      </pre>
    </details>
  )
}

function detailOf(error: SaidNo, zone: string): string[][] {
  const lines = [
    ['at', exactTime(error.at, zone)],
    ['what', error.asked],
    ['why', `${error.status} ${error.code}`],
  ]
  return error.id ? [['id', error.id], ...lines] : lines
}
