// What an entry is about, by the name that people call it: number, name of a person, else its id.
import { useMe } from '../session.ts'
import { ShortId } from '../ui/ShortId.tsx'
import type { Entry } from './queries.ts'
import { placeOf } from './words.ts'

type Subject = NonNullable<Entry['subject']>

export function SubjectName({ of, whole }: { of: Subject; whole?: boolean }) {
  if (of.name) return <>{of.name}</>
  return <ShortId text={of.number ?? of.id} whole={whole && Boolean(of.number)} />
}

/** Where it can be looked at, for those who may open that page. */
export function usePlaceOf(): (subject: Subject) => string | undefined {
  const { may } = useMe()
  return (subject) => {
    const place = placeOf(subject)
    return place && may[place.needs] ? place.to : undefined
  }
}
