// Roles at units: what a person holds, taking one back, granting another. A role reaches over the unit and all below it.
import { useState } from 'react'
import { nameIn, Say, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { SelectField } from '../ui/Field.tsx'
import { Section } from '../ui/Small.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Grant, Person } from './queries.ts'
import { personRoles } from './roles.data.ts'
import { UnitPick } from './UnitPick.tsx'

export function RoleSection({ person }: { person: Person }) {
  const { t } = useTexts()
  return (
    <Section id="roles" title={t('people.roles')} sub={t('people.rolesSub')}>
      {person.roles.length === 0 ? <p className="warn">{t('people.noRoleMeans')}</p> : null}
      <ul className="lines">
        {person.roles.map((grant) => (
          <Held key={`${grant.role}/${grant.unit.no}`} person={person} grant={grant} />
        ))}
      </ul>
      <GrantForm person={person} />
    </Section>
  )
}

function useWords(name: string) {
  const { t, has, language } = useTexts()
  return (key: 'people.granted' | 'people.taken', grant: Pick<Grant, 'role' | 'unit'>) =>
    t(key, { name, role: has(`role.${grant.role}`) ?? grant.role, unit: nameIn(language, grant.unit.name) })
}

function Held({ person, grant }: { person: Person; grant: Grant }) {
  const { t, has, language } = useTexts()
  const words = useWords(person.name)
  const given = { personId: person.personId, role: grant.role as never, unitNo: grant.unit.no }
  const give = useAct('POST /api/people/{personId}/roles', { says: () => words('people.granted', grant) })
  const take = useAct('POST /api/people/{personId}/roles/take', {
    says: () => words('people.taken', grant),
    undo: () => () => give.mutate(given),
  })
  const role = has(`role.${grant.role}`) ?? grant.role
  const unit = nameIn(language, grant.unit.name)
  return (
    <>
      <li>
        <span>
          <Say k="people.roleAt" values={{ role, unit }} />
        </span>
        <span className="push">
          <Button
            look="quiet"
            icon="close"
            label={t('people.takeRole', { role, unit })}
            onClick={() => take.mutate(given)}
            isBusy={take.isPending}
          />
        </span>
      </li>
      {take.error ? (
        <li>
          <ErrorMessage error={take.error} />
        </li>
      ) : null}
    </>
  )
}

function GrantForm({ person }: { person: Person }) {
  const { t, language } = useTexts()
  const isService = person.kind === 'service'
  const [role, setRole] = useState(isService ? 'service' : 'officer')
  const [unitNo, setUnitNo] = useState('')
  const words = useWords(person.name)
  const give = useAct('POST /api/people/{personId}/roles', {
    says: () => t('people.grantedRole', { name: person.name, role: t(`role.${role as 'officer'}`) }),
    onDone: () => setUnitNo(''),
  })
  const held = person.roles.find((one) => one.role === role && String(one.unit.no) === unitNo)
  const whyNot = held ? words('people.granted', held) : unitNo ? undefined : t('people.chooseUnit')
  return (
    <form
      className="small-form grant-form"
      lang={language}
      onSubmit={(event) => {
        event.preventDefault()
        if (!whyNot) give.mutate({ personId: person.personId, role: role as never, unitNo: Number(unitNo) })
      }}
    >
      {isService ? null : <RoleField value={role} onChange={setRole} />}
      <UnitPick label={t('people.atUnit')} value={unitNo} onChange={setUnitNo} />
      {give.error ? <ErrorMessage error={give.error} /> : null}
      <p className="row-of">
        <Button type="submit" whyNot={whyNot} isBusy={give.isPending}>
          {t('people.grant')}
        </Button>
      </p>
    </form>
  )
}

export function RoleField({ value, onChange }: { value: string; onChange: (role: string) => void }) {
  const { t } = useTexts()
  const options = personRoles.map((name) => ({ value: name, label: t(`role.${name}`) }))
  return (
    <SelectField
      label={t('people.role')}
      hint={t(`people.role_${value as 'officer'}`)}
      options={options}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
