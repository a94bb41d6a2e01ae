// Who is named, in which role, and what is known. Sealed people show what is held about them, never the values.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Mark } from '../../shown/Mark.tsx'
import { SealedName } from '../../shown/Sealed.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Detail, Person } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'
import { RevealPart } from './RevealPart.tsx'

export function People({ detail }: { detail: Detail }) {
  const { t, has } = useTexts()
  const { people } = detail
  const [below, setBelow] = useState<HTMLElement | null>(null)
  return (
    <FoldSection id="people" title={t('reports.people')} n={people.length}>
      <DataTable
        label={t('reports.people')}
        rows={people}
        rowKey={(person) => person.pseudonym}
        empty={<p className="quiet">{t('reports.noPeople')}</p>}
        columns={[
          {
            key: 'person',
            head: t('reports.person'),
            label: t('reports.person'),
            isHead: true,
            cell: (person) => <Name person={person} />,
          },
          {
            key: 'role',
            head: t('reports.role'),
            label: t('reports.role'),
            cell: (person) => has(`personRole.${person.role}`) ?? person.role,
          },
          { key: 'known', head: t('reports.known'), label: t('reports.known'), cell: (person) => <Known person={person} /> },
          {
            key: 'reveal',
            head: <span className="away">{t('ui.actions')}</span>,
            isEnd: true,
            cell: (person) =>
              person.isSealed ? <RevealPart of={detail.report} may={detail.may} what={person.pseudonym} place={below} /> : null,
          },
        ]}
      />
      <div ref={setBelow} />
    </FoldSection>
  )
}

function Name({ person }: { person: Person }) {
  const { t } = useTexts()
  if (person.isSealed) return <SealedName name={person.pseudonym} />
  if (!person.name) return <span>{t('reports.unnamed', { pseudonym: person.pseudonym })}</span>
  return (
    <>
      <b>{person.name}</b>{' '}
      <span className="nowrap">
        <Mark kind="claim" isAlone /> <span className="sub">{t('reports.nameClaim')}</span>
      </span>
    </>
  )
}

function Known({ person }: { person: Person }) {
  const { t, has } = useTexts()
  const held = person.sealedFields.map(({ field, n }) => `${has(`sealedField.${field}`) ?? field}${n > 1 ? ` (${n})` : ''}`)
  const flags = Object.entries(person.flags).map(([flag, isSo]) =>
    t(isSo ? 'reports.flagYes' : 'reports.flagNo', { flag: has(`flag.${flag}`) ?? flag }),
  )
  const gender = person.gender ? (has(`gender.${person.gender}`) ?? '') : ''
  const age = person.age === null ? '' : t('reports.ageOf', { count: person.age })
  const facts = [age, gender, ...person.places, ...flags].filter(Boolean)
  const isNothing = held.length + facts.length + person.priorReports.length === 0
  return (
    <>
      {held.length > 0 ? <span className="quiet">{t('reports.sealedFields', { fields: held.join(', ') })}</span> : null}
      {held.length > 0 && facts.length > 0 ? ' · ' : null}
      {facts.join(' · ')}
      {held.length + facts.length > 0 && person.priorReports.length > 0 ? ' · ' : null}
      <PriorReports numbers={person.priorReports} />
      {isNothing ? <span className="quiet">{t('ui.none')}</span> : null}
    </>
  )
}

/** By the sender's own numbers: what of them is here and shown is found by search. */
function PriorReports({ numbers }: { numbers: readonly string[] }) {
  const { t } = useTexts()
  if (numbers.length === 0) return null
  return (
    <>
      {t('reports.priorReports')}{' '}
      {numbers.map((number) => (
        <Link key={number} className="id" to="/search" search={{ q: number } as never}>
          {number}{' '}
        </Link>
      ))}
    </>
  )
}
