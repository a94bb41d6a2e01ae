// A new person or service, with a first role at a unit; the generated password is shown once afterwards.
import { useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { announce } from '../ui/announce.ts'
import { ChoiceField, Field, SelectField } from '../ui/Field.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { useAct } from '../ui/use-act.ts'
import { isLogin, suggestedLogin } from './fits.ts'
import { RoleField } from './RoleSection.tsx'
import type { Secret } from './SecretDialog.tsx'
import { UnitPick } from './UnitPick.tsx'

type Given = { kind: 'person' | 'service'; name: string; login?: string; language: 'en' | 'hi'; role: string; unitNo: string }
type Props = { view: string | undefined; onClose: () => void; onAdded: (personId: string, secret?: Secret) => void }

function useAdd(given: Given, { onClose, onAdded }: Omit<Props, 'view'>) {
  const { t } = useTexts()
  const [isTried, setTried] = useState(false)
  const name = given.name.trim()
  const login = (given.login ?? suggestedLogin(given.name)).trim().toLowerCase()
  const add = useAct('POST /api/people', {
    onDone: ({ personId, password }) => {
      onClose()
      // With a password there is a dialog that says so; a service is only announced.
      if (!password) announce(t('people.added', { name }))
      onAdded(personId, password ? { kind: 'new', name, login, value: password } : undefined)
    },
  })
  const wrong: { name?: string; login?: string } = {
    name: name ? undefined : t('people.needName'),
    login: isLogin(login) ? undefined : t('people.needLogin'),
  }
  const send = () => {
    setTried(true)
    if (wrong.name || wrong.login || !given.unitNo) return
    const role = given.kind === 'service' ? 'service' : given.role
    add.mutate({
      kind: given.kind,
      name,
      login,
      language: given.language,
      roles: [{ role: role as 'officer', unitNo: Number(given.unitNo) }],
    })
  }
  return { add, login, send, wrong: isTried ? wrong : {} }
}

export function AddPersonDialog({ view, onClose, onAdded }: Props) {
  const { t } = useTexts()
  const [given, setGiven] = useState<Given>({
    kind: view === 'services' ? 'service' : 'person',
    name: '',
    language: 'en',
    role: 'officer',
    unitNo: '',
  })
  const { add, login, send, wrong } = useAdd(given, { onClose, onAdded })
  const set = (change: Partial<Given>) => setGiven((before) => ({ ...before, ...change }))
  const isService = given.kind === 'service'
  return (
    <FormDialog
      title={t('people.addTitle')}
      button={t('people.addNow')}
      sending={add}
      whyNot={given.unitNo ? undefined : t('people.chooseUnit')}
      onSend={send}
      onClose={onClose}
    >
      <ChoiceField
        label={t('people.kind')}
        name="kind"
        value={given.kind}
        onChange={(kind) => set({ kind: kind as Given['kind'] })}
        options={[
          { value: 'person', label: t('people.kind_person') },
          { value: 'service', label: t('people.kind_service') },
        ]}
      />
      <Field
        label={t('people.name')}
        value={given.name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => set({ name: event.target.value })}
        wrong={wrong.name}
        data-autofocus
      />
      <Field
        label={t('people.login')}
        hint={t('people.loginHint')}
        value={given.login ?? login}
        maxLength={61}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set({ login: event.target.value })}
        wrong={wrong.login}
      />
      {isService ? null : (
        <>
          <SelectField
            label={t('people.language')}
            options={[
              { value: 'en', label: t('gate.english') },
              { value: 'hi', label: t('gate.hindi') },
            ]}
            value={given.language}
            onChange={(event) => set({ language: event.target.value as Given['language'] })}
          />
          <RoleField value={given.role} onChange={(role) => set({ role })} />
        </>
      )}
      <UnitPick
        label={t(isService ? 'people.handsInFor' : 'people.atUnit')}
        value={given.unitNo}
        onChange={(unitNo) => set({ unitNo })}
      />
    </FormDialog>
  )
}
