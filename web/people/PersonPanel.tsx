// One person or service: roles at units, password or tokens, and whether they may sign in.
import { useState } from 'react'
import { Panel } from '../frame/Panel.tsx'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Section, State } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Person } from './queries.ts'
import { RoleSection } from './RoleSection.tsx'
import type { Secret } from './SecretDialog.tsx'
import { TokenSection } from './TokenSection.tsx'

type Props = { person: Person; onClose: () => void; onSecret: (secret: Secret) => void }

export function PersonPanel({ person, onClose, onSecret }: Props) {
  const { t } = useTexts()
  const isService = person.kind === 'service'
  return (
    <Panel label={person.name} head={<h2 className="panel-title">{person.name}</h2>} onClose={onClose}>
      <section>
        <dl className="facts">
          <dt>{t('people.login')}</dt>
          <dd className="id">{person.login}</dd>
          <dt>{t('people.state')}</dt>
          <dd>
            <Standing person={person} />
          </dd>
          <dt>{t('people.since')}</dt>
          <dd>
            <Time at={person.madeAt} as="local" />
          </dd>
          {isService ? null : (
            <>
              <dt>{t('people.codes')}</dt>
              <dd>{t(person.isTotpOn ? 'people.codesOn' : 'people.codesOff')}</dd>
            </>
          )}
        </dl>
      </section>
      <RoleSection person={person} />
      {isService ? <TokenSection person={person} onSecret={onSecret} /> : <PasswordSection person={person} onSecret={onSecret} />}
      <AccessSection person={person} />
    </Panel>
  )
}

function Standing({ person }: { person: Person }) {
  const { t } = useTexts()
  if (!person.disabledAt) return <State shape="done">{t('people.active')}</State>
  return (
    <>
      <State shape="open">{t('people.disabled')}</State>{' '}
      <span className="sub">
        <Time at={person.disabledAt} as="local" />
      </span>
    </>
  )
}

function PasswordSection({ person, onSecret }: { person: Person; onSecret: (secret: Secret) => void }) {
  const { t } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const reset = useAct('POST /api/people/{personId}/password', {
    onDone: ({ password }) => onSecret({ kind: 'reset', name: person.name, login: person.login, value: password }),
  })
  return (
    <Section id="password" title={t('people.password')}>
      <p className="sub">{t('people.passwordSay')}</p>
      <p className="row-of">
        <Button onClick={() => setAsking(true)}>{t('people.newPassword')}</Button>
      </p>
      {isAsking ? (
        <ConfirmDialog
          title={t('people.newPasswordTitle', { name: person.name })}
          button={t('people.givePassword')}
          onClose={() => setAsking(false)}
          onSend={() => reset.mutateAsync({ personId: person.personId })}
        >
          {t('people.newPasswordSay')}
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}

function AccessSection({ person }: { person: Person }) {
  const { t } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const { personId, name } = person
  const enable = useAct('POST /api/people/{personId}/enable', {
    says: () => t('people.enabledSay', { name }),
  })
  const disable = useAct('POST /api/people/{personId}/disable', {
    says: () => t('people.disabledSay', { name }),
    undo: () => () => enable.mutate({ personId }),
  })
  return (
    <Section id="access" title={t('people.access')}>
      {person.disabledAt ? (
        <>
          <p className="sub">{t('people.enableHint')}</p>
          {enable.error ? <ErrorMessage error={enable.error} /> : null}
          <p className="row-of">
            <Button onClick={() => enable.mutate({ personId })} isBusy={enable.isPending}>
              {t('people.enable')}
            </Button>
          </p>
        </>
      ) : (
        <>
          <p className="sub">{t('people.disableHint')}</p>
          <p className="row-of">
            <Button onClick={() => setAsking(true)}>{t('people.disable')}</Button>
          </p>
        </>
      )}
      {isAsking ? (
        <ConfirmDialog
          title={t('people.disableTitle', { name })}
          button={t('people.disableNow')}
          onClose={() => setAsking(false)}
          onSend={() => disable.mutateAsync({ personId })}
        >
          {t('people.disableSay')}
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}
