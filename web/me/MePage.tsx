// One's own account: password, one-time codes, language, keys, and where one works.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, SaidNo } from '../api.ts'
import { Page } from '../frame/Page.tsx'
import { meQuery, useMe } from '../session.ts'
import { CodeField } from '../sign-in/SignInForm.tsx'
import { SHORTEST_PASSWORD } from '../sign-in/site.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { CheckField, Field } from '../ui/Field.tsx'
import { Copy } from '../ui/ShortId.tsx'
import { Section, State } from '../ui/Small.tsx'
import { useSending } from '../ui/use-sending.ts'

export function MePage() {
  const { t } = useTexts()
  const { person } = useMe()
  return (
    <Page title={t('gate.me')} sub={`${person.name} · ${person.login}`}>
      <div className="settings">
        <Section id="password" title={t('gate.changePassword')}>
          {person.mustChange ? <p className="warn">{t('gate.mustChange')}</p> : null}
          <PasswordForm />
        </Section>
        <Section id="codes" title={t('gate.totpHead')}>
          <Totp />
        </Section>
        <Section id="keys" title={t('gate.keysHead')}>
          <Keys />
        </Section>
        <Section id="roles" title={t('gate.rolesHead')}>
          <Places />
        </Section>
      </div>
    </Page>
  )
}

type Given = { current: string; wanted: string; again: string }
const nothing: Given = { current: '', wanted: '', again: '' }

function PasswordForm() {
  const { t } = useTexts()
  const queries = useQueryClient()
  const [given, setGiven] = useState(nothing)
  const [isTried, setTried] = useState(false)
  const change = useSending({
    mutationFn: () => ask('POST /api/me/password', { current: given.current, wanted: given.wanted }),
    onSuccess: async () => {
      setGiven(nothing)
      setTried(false)
      announce(t('gate.passwordChanged'))
      await queries.invalidateQueries(meQuery)
    },
  })
  const isShort = given.wanted.length < SHORTEST_PASSWORD
  const isOther = given.wanted !== given.again
  const no = change.error instanceof SaidNo ? change.error : undefined
  const wrong = no && oldIsWrong(no, t)
  const send = () => {
    setTried(true)
    if (given.current && !isShort && !isOther) change.mutate()
  }
  const bind = (key: keyof Given) => ({
    type: 'password',
    value: given[key],
    onChange: (event: { target: { value: string } }) => setGiven({ ...given, [key]: event.target.value }),
  })
  return (
    <form
      className="narrow-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Field label={t('gate.oldPassword')} autoComplete="current-password" {...bind('current')} wrong={wrong} />
      <Field
        label={t('gate.newPassword')}
        autoComplete="new-password"
        hint={t('gate.adminPasswordHint', { count: SHORTEST_PASSWORD })}
        {...bind('wanted')}
        wrong={isTried && isShort ? t('gate.tooShort', { count: SHORTEST_PASSWORD }) : undefined}
      />
      <Field
        label={t('gate.again')}
        autoComplete="new-password"
        {...bind('again')}
        wrong={isTried && isOther ? t('gate.notTheSame') : undefined}
      />
      {change.error && !wrong ? <ErrorMessage error={change.error} /> : null}
      <p className="row-of">
        <Button type="submit" look="primary" isBusy={change.isPending}>
          {t('gate.changePassword')}
        </Button>
      </p>
    </form>
  )
}

/** What is wrong with the old password, or that it cannot be tried yet. */
function oldIsWrong({ code, facts }: SaidNo, t: ReturnType<typeof useTexts>['t']): string | undefined {
  if (code === 'wrong-password') return t('gate.oldIsWrong')
  return code === 'wait' ? t('gate.wait', { count: Number(facts.seconds) }) : undefined
}

function Totp() {
  const { t } = useTexts()
  const { person } = useMe()
  const queries = useQueryClient()
  const [code, setCode] = useState('')
  const begin = useSending({ mutationFn: () => ask('POST /api/me/totp') })
  const confirm = useSending({
    mutationFn: () => ask('POST /api/me/totp/confirm', { code }),
    onSuccess: async () => {
      announce(t('gate.totpDone'))
      await queries.invalidateQueries(meQuery)
    },
  })
  if (person.isTotpOn) return <State shape="done">{t('gate.totpOn')}</State>
  if (!begin.data) {
    return (
      <>
        <p>{t('gate.totpOff')}</p>
        {begin.error ? <ErrorMessage error={begin.error} /> : null}
        <p className="row-of">
          <Button onClick={() => begin.mutate()} isBusy={begin.isPending}>
            {t('gate.totpBegin')}
          </Button>
        </p>
      </>
    )
  }
  const { secret } = begin.data
  return (
    <form
      className="narrow-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <p>{t('gate.totpSay')}</p>
      <dl className="facts">
        <dt>{t('gate.totpKey')}</dt>
        <dd>
          <span className="id id-wrap">{secret.match(/.{1,4}/g)?.join(' ')}</span> <Copy text={secret} what={t('gate.totpKey')} />
        </dd>
      </dl>
      <CodeField value={code} onChange={setCode} wrong={confirm.error ? t('gate.wrongCode') : undefined} />
      <p className="row-of">
        <Button type="submit" look="primary" isBusy={confirm.isPending}>
          {t('gate.totpConfirm')}
        </Button>
      </p>
    </form>
  )
}

function Keys() {
  const { t } = useTexts()
  const { person } = useMe()
  const queries = useQueryClient()
  const change = useSending({
    mutationFn: (isKeysOn: boolean) => ask('POST /api/me/preferences', { isKeysOn }),
    onSuccess: () => queries.invalidateQueries(meQuery),
    onError: () => announce(t('frame.keysNotKept')),
  })
  return (
    <>
      <CheckField
        label={t('gate.keysLabel')}
        checked={person.isKeysOn}
        onChange={(event) => change.mutate(event.target.checked)}
      />
      <p className="sub">{t('gate.keysSay')}</p>
    </>
  )
}

function Places() {
  const { has, language } = useTexts()
  const { units } = useMe()
  return (
    <ul className="plain-list">
      {units.map((unit) => (
        <li key={unit.no}>
          <b>{nameIn(language, unit.name)}</b>{' '}
          <span className="sub">{unit.roles.map((role) => has(`role.${role}`) ?? role).join(', ')}</span>
        </li>
      ))}
    </ul>
  )
}
