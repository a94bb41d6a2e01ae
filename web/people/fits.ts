// Who belongs to a view of the list and to the words that are looked for; and which sign-in name fits a name.
import type { UrlState } from '../ui/use-url-state.ts'
import type { Person } from './queries.ts'

/** A role's holder in words that can be searched: names, sign-in name, units in both languages. */
function wordsOf({ name, login, roles }: Person): string {
  return [name, login, ...roles.flatMap(({ unit }) => Object.values(unit.name))].join(' ').toLowerCase()
}

/** The view `services` lists services, `disabled` those who may not sign in any more, none the people who may. */
export function fits(person: Person, { view, q, role }: UrlState): boolean {
  const isOfView =
    view === 'disabled' ? person.disabledAt !== null : !person.disabledAt && (person.kind === 'service') === (view === 'services')
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const all = wordsOf(person)
  return isOfView && words.every((word) => all.includes(word)) && (!role || person.roles.some((held) => held.role === role))
}

/** `Anaya Deo` → `anaya.deo`; what no letter of the Latin alphabet is falls away. */
export function suggestedLogin(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '')
}

export const isLogin = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{1,60}$/.test(text.trim().toLowerCase())
