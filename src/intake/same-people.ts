// Which people of two documents of one tip are the same.
import type { Content, Person } from '../model/report.ts'

/**
 * For each person of before who of those said now is meant: by the name that is stated, else by the place among those of the role, unless
 * names or birth dates speak against it; -1 where nobody is.
 */
export function twinsOfPeople(said: Content<string>, before: Content<string>): number[] {
  const byName = before.people.map((person) => {
    const name = nameOf(person)
    return name === '' ? -1 : said.people.findIndex((one) => one.role === person.role && nameOf(one) === name)
  })
  return before.people.map(({ role, ordinal }, at) => {
    if (byName[at]! >= 0) return byName[at]!
    const place = said.people.findIndex((one) => one.role === role && one.ordinal === ordinal)
    return place >= 0 && !byName.includes(place) && isNoOther(said.people[place]!, before.people[at]!) ? place : -1
  })
}

export const nameOf = ({ firstName, middleName, lastName }: Person<string>): string =>
  [firstName, middleName, lastName].filter(Boolean).join(' ').toLowerCase()

export const isNoOther = (one: Person<string>, other: Person<string>): boolean =>
  (nameOf(one) === '' || nameOf(other) === '') &&
  (one.dateOfBirth === undefined || other.dateOfBirth === undefined || one.dateOfBirth === other.dateOfBirth)
