// Tokens of a service: made for one unit, shown once, ended when they are no longer needed.
import { useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Field } from '../ui/Field.tsx'
import { Section } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Person, Token } from './queries.ts'
import type { Secret } from './SecretDialog.tsx'
import { UnitPick } from './UnitPick.tsx'

export function TokenSection({ person, onSecret }: { person: Person; onSecret: (secret: Secret) => void }) {
  const { t } = useTexts()
  return (
    <Section id="tokens" title={t('people.tokens')} sub={t('people.tokensSub')}>
      {person.tokens.length === 0 ? <p className="quiet">{t('people.noTokens')}</p> : null}
      <ul className="lines">
        {person.tokens.map((token) => (
          <TokenLine key={token.tokenId} person={person} token={token} />
        ))}
      </ul>
      <TokenForm person={person} onSecret={onSecret} />
    </Section>
  )
}

function TokenLine({ person, token }: { person: Person; token: Token }) {
  const { t } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const end = useAct('POST /api/people/{personId}/tokens/{tokenId}/end', {
    says: () => t('people.tokenEnded', { token: token.name }),
  })
  return (
    <li>
      <span>
        {token.name}{' '}
        <span className="sub">
          {token.usedAt ? (
            <>
              {t('people.lastUsed')} <Time at={token.usedAt} as="local" />
            </>
          ) : (
            t('people.neverUsed')
          )}
        </span>
      </span>
      <span className="push">
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t('people.endToken')}
        </Button>
      </span>
      {isAsking ? (
        <ConfirmDialog
          title={t('people.endTokenTitle', { token: token.name })}
          button={t('people.endTokenNow')}
          onClose={() => setAsking(false)}
          onSend={() => end.mutateAsync({ personId: person.personId, tokenId: token.tokenId })}
        >
          {t('people.endTokenSay')}
        </ConfirmDialog>
      ) : null}
    </li>
  )
}

function TokenForm({ person, onSecret }: { person: Person; onSecret: (secret: Secret) => void }) {
  const { t } = useTexts()
  const units = person.roles.map(({ unit }) => unit.no)
  const [name, setName] = useState('')
  const [unitNo, setUnitNo] = useState(units.length === 1 ? String(units[0]) : '')
  const make = useAct('POST /api/people/{personId}/tokens', {
    onDone: ({ token }) => {
      setName('')
      onSecret({ kind: 'token', name: person.name, login: person.login, value: token })
    },
  })
  const whyNot = units.length === 0 ? t('people.tokenNeedsRole') : name.trim() && unitNo ? undefined : t('people.tokenNeeds')
  return (
    <form
      className="small-form grant-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!whyNot) make.mutate({ personId: person.personId, unitNo: Number(unitNo), name: name.trim() })
      }}
    >
      <Field
        label={t('people.tokenName')}
        hint={t('people.tokenNameHint')}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      {units.length > 1 ? <UnitPick label={t('people.atUnit')} value={unitNo} onChange={setUnitNo} only={units} /> : null}
      {make.error ? <ErrorMessage error={make.error} /> : null}
      <p className="row-of">
        <Button type="submit" whyNot={whyNot} isBusy={make.isPending}>
          {t('people.makeToken')}
        </Button>
      </p>
    </form>
  )
}
