// Name and password, then the one-time code where it is on. A wrong try says how long to wait.
import { type FormEvent, useEffect, useState } from 'react'
import { ask, SaidNo } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { useErrorText } from '../ui/ErrorMessage.tsx'
import { Field } from '../ui/Field.tsx'

type Given = { login: string; password: string; code: string }

type Props = {
  /** Who worked here before: only the password is asked for, but the name can be changed. */
  login?: string
  onSignedIn: () => Promise<void>
}

export function SignInForm({ login = '', onSignedIn }: Props) {
  const { t } = useTexts()
  const [given, setGiven] = useState<Given>({ login, password: '', code: '' })
  const [asksCode, setAsksCode] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [no, setNo] = useState<SaidNo | 'empty'>()
  const change = (part: Partial<Given>) => setGiven((before) => ({ ...before, ...part }))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!given.login || !given.password || (asksCode && !given.code)) return setNo('empty')
    setBusy(true)
    try {
      await ask('POST /api/sign-in', { login: given.login, password: given.password, ...(asksCode ? { code: given.code } : {}) })
      await onSignedIn()
    } catch (error) {
      if (!(error instanceof SaidNo)) throw error
      if (error.code === 'code-needed') setAsksCode(true)
      setNo(error.code === 'code-needed' ? undefined : error)
      change({ code: '' })
    } finally {
      setBusy(false)
    }
  }
  const wrong = <Refused no={no} asksCode={asksCode} onOver={() => setNo(undefined)} />
  const again = () => {
    setAsksCode(false)
    setNo(undefined)
    change({ password: '', code: '' })
  }
  return (
    <form className="gate-form" onSubmit={send} noValidate>
      {asksCode ? (
        <>
          <p>{t('gate.codeSay')}</p>
          <CodeField value={given.code} onChange={(code) => change({ code })} wrong={no ? wrong : undefined} />
        </>
      ) : (
        <>
          <Field
            label={t('gate.login')}
            autoComplete="username"
            autoFocus={!login}
            value={given.login}
            onChange={(event) => change({ login: event.target.value })}
          />
          <Field
            label={t('gate.password')}
            type="password"
            autoComplete="current-password"
            autoFocus={login !== ''}
            data-autofocus={login !== '' || undefined}
            value={given.password}
            onChange={(event) => change({ password: event.target.value })}
            wrong={no ? wrong : undefined}
          />
        </>
      )}
      <Button type="submit" look="primary" isBusy={isBusy}>
        {asksCode ? t('gate.enter') : t('gate.signIn')}
      </Button>
      {asksCode ? <LinkButton onClick={again}>{t('gate.otherName')}</LinkButton> : null}
    </form>
  )
}

export function CodeField({
  value,
  onChange,
  wrong,
}: {
  value: string
  onChange: (code: string) => void
  wrong?: React.ReactNode
}) {
  const { t } = useTexts()
  const digits = (text: string) => text.replace(/\D/g, '').slice(0, 6)
  return (
    <Field
      label={t('gate.code')}
      hint={t('gate.codeHint')}
      className="id code-field"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      value={value}
      onChange={(event) => onChange(digits(event.target.value))}
      wrong={wrong}
    />
  )
}

/** The refusal, counting the wait down: when it is over, it says so. */
function Refused({ no, asksCode, onOver }: { no: SaidNo | 'empty' | undefined; asksCode: boolean; onOver: () => void }) {
  const { t } = useTexts()
  const given = no instanceof SaidNo ? Number(no.facts.seconds ?? 0) : 0
  const left = useSecondsLeft(given, no, onOver)
  const other = useErrorText(no)
  if (!no) return null
  if (no === 'empty') return <>{asksCode ? t('gate.needCode') : t('gate.needLogin')}</>
  if (given > 0 && left === 0) return <>{t('gate.mayTryNow')}</>
  if (no.code === 'wait') return <>{t('gate.wait', { count: left })}</>
  if (no.code === 'wrong-code') return <>{left > 0 ? t('gate.wrongCodeWait', { count: left }) : t('gate.wrongCode')}</>
  if (no.code === 'wrong-name-or-password') return <>{left > 0 ? t('gate.wrongWait', { count: left }) : t('gate.wrongNow')}</>
  if (no.code === 'no-unit') return <>{t('gate.noUnit')}</>
  return <>{other.lead}</>
}

function useSecondsLeft(seconds: number, since: unknown, onOver: () => void): number {
  const [left, setLeft] = useState(seconds)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wait begins anew with each refusal
  useEffect(() => {
    setLeft(seconds)
    if (seconds === 0) return
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000)
    return () => clearInterval(timer)
  }, [seconds, since, onOver])
  return left
}
