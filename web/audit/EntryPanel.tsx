// One entry: all that was recorded, old → new, and the ways on: what else this person did, who else did something with this thing.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Panel } from '../frame/Panel.tsx'
import { actorName } from '../shown/actor-name.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { ShortId } from '../ui/ShortId.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Section, State } from '../ui/Small.tsx'
import { Time } from '../ui/Time.tsx'
import type { UrlState } from '../ui/use-url-state.ts'
import { EntryDetail } from './EntryDetail.tsx'
import { type Entry, entryQuery } from './queries.ts'
import { SubjectKind, SubjectName, usePlaceOf } from './SubjectName.tsx'
import { actionWords } from './words.ts'

type Props = {
  entryId: string
  known: Entry | undefined
  onClose: () => void
  onFilter: (change: UrlState) => void
}

export function EntryPanel({ entryId, known, onClose, onFilter }: Props) {
  const { t } = useTexts()
  const asked = useQuery({ ...entryQuery(entryId), enabled: !known })
  const entry = known ?? asked.data ?? undefined
  const place = entry?.place ?? null
  const title = place === null ? t('audit.entry') : t('audit.place', { place })
  return (
    <Panel label={t('audit.entry')} head={<h2 className="panel-title">{title}</h2>} onClose={onClose}>
      {entry ? <Inside entry={entry} onFilter={onFilter} /> : <Instead asked={asked} />}
    </Panel>
  )
}

function Instead({ asked }: { asked: { error: unknown; isPending: boolean; refetch: () => unknown } }) {
  const { t } = useTexts()
  if (asked.error) return <ErrorMessage error={asked.error} onAgain={() => asked.refetch()} />
  if (asked.isPending) return <Skeleton rows={4} />
  return <EmptyState lead={t('audit.noEntry')}>{t('audit.noEntryMeans')}</EmptyState>
}

function Inside({ entry, onFilter }: { entry: Entry; onFilter: (change: UrlState) => void }) {
  const { t, has, language } = useTexts()
  const { subject } = entry
  return (
    <>
      <section>
        <dl className="facts">
          <Fact name={t('audit.colAction')}>
            {actionWords(has, entry.action)} <span className="id quiet">{entry.action}</span>
          </Fact>
          <Fact name={t('audit.colOutcome')}>
            <State shape={entry.outcome === 'done' ? 'done' : 'risk'}>{t(`audit.outcome_${entry.outcome}`)}</State>
          </Fact>
          <Fact name={t('audit.colTime')}>
            <Time at={entry.at} as="exact" seconds />
          </Fact>
          <Fact name={t('audit.colPerson')}>{actorName(entry.actor.name) || t('audit.nobody')}</Fact>
          <Fact name={t('audit.colUnit')}>{entry.unit ? nameIn(language, entry.unit.name) : t('audit.noUnit')}</Fact>
          {subject ? (
            <Fact name={t('audit.colSubject')}>
              <About subject={subject} /> <SubjectKind of={subject} />
            </Fact>
          ) : null}
        </dl>
        <ul className="lines ways-on">
          {entry.actor.id ? (
            <li>
              <LinkButton
                onClick={() => onFilter({ person: entry.actor.id ?? undefined, action: undefined, outcome: undefined })}
              >
                {t('audit.sameActor', { name: actorName(entry.actor.name) })}
              </LinkButton>
            </li>
          ) : null}
          {subject ? (
            <li>
              <LinkButton
                onClick={() =>
                  onFilter({ subject: subject.number ?? subject.id, action: undefined, outcome: undefined, person: undefined })
                }
              >
                {t('audit.sameSubject', { subject: subject.number ?? subject.name ?? t('audit.this') })}
              </LinkButton>
            </li>
          ) : null}
        </ul>
      </section>
      <Section id="detail" title={t('audit.colDetail')} sub={t('audit.detailSub')}>
        <EntryDetail detail={entry.detail} />
      </Section>
      <Section id="ids" title={t('audit.ids')}>
        <dl className="facts">
          <Fact name={t('audit.entry')}>
            <ShortId text={entry.entryId} copy />
          </Fact>
          {entry.requestId ? (
            <Fact name={t('audit.request')}>
              <ShortId text={entry.requestId} copy />
            </Fact>
          ) : null}
          {entry.actor.id ? (
            <Fact name={t('audit.colPerson')}>
              <ShortId text={entry.actor.id} copy />
            </Fact>
          ) : null}
        </dl>
      </Section>
    </>
  )
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function About({ subject }: { subject: NonNullable<Entry['subject']> }) {
  const to = usePlaceOf()(subject)
  const name = <SubjectName of={subject} whole />
  return to ? <Link to={to}>{name}</Link> : name
}
