// Who is named in the reports of the case, in which role and in how many. Sealed people stand under a pseudonym that counts within this
// case only; what is sealed is revealed on a report that names them, for a purpose, as on its page.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { RevealPart } from '../../reports/page/RevealPart.tsx'
import { Identifier } from '../../shown/Identifier.tsx'
import { Mark } from '../../shown/Mark.tsx'
import { SealedName } from '../../shown/Sealed.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { LinkButton } from '../../ui/Button.tsx'
import { Section } from '../../ui/Small.tsx'
import type { CaseDetail } from '../queries.ts'

type CasePerson = CaseDetail['people'][number]
type Props = { person: CasePerson; detail: CaseDetail }

const FIRST = 12
const FEW_REPORTERS = 2

export function CasePeople({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const [isAll, setAll] = useState(false)
  const { people } = detail
  const reporters = people.filter((one) => one.role === 'reporter')
  // A sender names one of its own in each report: many of them would hide whom the case is about.
  const isFolded = reporters.length > FEW_REPORTERS
  const main = isFolded ? people.filter((one) => one.role !== 'reporter') : people
  const shown = isAll ? main : main.slice(0, FIRST)
  const isPart = detail.case.reports > detail.reports.length
  return (
    <Section id="people" title={t('reports.people')} sub={isPart ? t('cases.peopleOfSeen') : undefined}>
      {people.length === 0 ? <p className="quiet">{t('cases.noPeople')}</p> : null}
      <Lines people={shown} detail={detail} />
      {shown.length < main.length ? (
        <LinkButton className="no-print" onClick={() => setAll(true)}>
          {t('cases.allPeople', { count: main.length })}
        </LinkButton>
      ) : null}
      {isFolded ? (
        <details className="reporters">
          <summary className="sub">{t('cases.reporters', { count: reporters.length })}</summary>
          <Lines people={reporters} detail={detail} />
        </details>
      ) : null}
    </Section>
  )
}

const Lines = ({ people, detail }: { people: readonly CasePerson[]; detail: CaseDetail }) => (
  <ul className="people">
    {people.map((person) => (
      <OnePerson key={person.pseudonym} person={person} detail={detail} />
    ))}
  </ul>
)

function OnePerson({ person, detail }: Props) {
  const { has } = useTexts()
  const [only, ...more] = person.reports
  return (
    <li>
      <span>
        <Name person={person} />
      </span>
      <span>{has(`personRole.${person.role}`) ?? person.role}</span>
      <Known person={person} />
      {only && more.length === 0 ? (
        <span className="sub">
          <InReport person={person} detail={detail} report={only} />
        </span>
      ) : (
        <InReports person={person} detail={detail} />
      )}
    </li>
  )
}

/** A name is what a sender states; who has none is known by an identifier. */
function Name({ person }: { person: CasePerson }) {
  const { t } = useTexts()
  const [identifier] = person.identifiers
  if (person.isSealed) return <SealedName name={person.pseudonym} />
  if (person.names.length > 0) {
    return (
      <>
        <b>{person.names[0]}</b> <Mark kind="claim" isAlone /> <span className="sub">{person.pseudonym}</span>
      </>
    )
  }
  return (
    <>
      {identifier ? <Identifier of={identifier} /> : t('reports.unnamed', { pseudonym: person.pseudonym })}{' '}
      <span className="sub">{person.pseudonym}</span>
    </>
  )
}

function Known({ person }: { person: CasePerson }) {
  const { t } = useTexts()
  const others = person.names.slice(1)
  const facts = [
    person.age === null ? '' : t('reports.ageOf', { count: person.age }),
    others.length > 0 ? t('cases.alsoNamed', { names: others.join(', ') }) : '',
  ].filter(Boolean)
  return facts.length > 0 ? <span className="sub">{facts.join(' · ')}</span> : null
}

function InReports({ person, detail }: Props) {
  const { t } = useTexts()
  return (
    <details className="sub">
      <summary>{t('cases.namedIn', { count: person.reports.length })}</summary>
      <ul className="named-in">
        {person.reports.map((report) => (
          <li key={report.reportId}>
            <InReport person={person} detail={detail} report={report} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function InReport({ person, detail, report }: Props & { report: CasePerson['reports'][number] }) {
  const { t } = useTexts()
  const isOther = report.pseudonym !== person.pseudonym
  return (
    <>
      <Link to={`/reports/${report.number}`} className="id">
        {report.number}
      </Link>{' '}
      {isOther ? <span>{t('cases.thereAs', { pseudonym: report.pseudonym })} </span> : null}
      {person.isSealed ? <RevealPart of={report} may={detail.may} what={report.pseudonym} name={person.pseudonym} /> : null}
    </>
  )
}
