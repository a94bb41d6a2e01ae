// What an entry is about, by the name that people call it: number, name of a person, else its id; a hand-over with its two units.
import { useMe } from '../session.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { ShortId } from '../ui/ShortId.tsx'
import type { Entry } from './queries.ts'
import { placeOf } from './words.ts'

type Subject = NonNullable<Entry['subject']>

export function SubjectName({ of, whole }: { of: Subject; whole?: boolean }) {
  const words = useWords()
  return words(of) ?? <ShortId text={of.number ?? of.id} whole={whole && Boolean(of.number)} />
}

/** What is known by words and not by a number. */
function useWords(): (of: Subject) => string | null {
  const { t } = useTexts()
  return ({ name, number, n }) => name ?? (number === null && n !== null && n > 1 ? t('reports.nReports', { count: n }) : null)
}

/** "offer · National Desk → Harbour District" */
export function SubjectKind({ of }: { of: Subject }) {
  const kind = useKindWords()
  return <span className="sub">{kind(of)}</span>
}

function useKindWords(): (of: Subject) => string {
  const { t, has, language } = useTexts()
  return ({ kind, from, to }) => {
    const word = has(`subjectKind.${kind}`) ?? kind
    if (!from || !to) return word
    return t('audit.handOver', { kind: word, from: nameIn(language, from.name), to: nameIn(language, to.name) })
  }
}

/** On one line, for a table that leaves the page. */
export function useSubjectLine(): (of: Subject) => string {
  const words = useWords()
  const kind = useKindWords()
  return (of) => {
    const name = words(of) ?? of.number ?? of.id
    return of.from && of.to ? `${name}, ${kind(of)}` : name
  }
}

/** Where it can be looked at, for those who may open that page. */
export function usePlaceOf(): (subject: Subject) => string | undefined {
  const { may } = useMe()
  return (subject) => {
    const place = placeOf(subject)
    return place && may[place.needs] ? place.to : undefined
  }
}
