// How an entry of a pack is said: its second line, and how sure it is as a shape.
import { nameIn } from '../texts/Say.tsx'
import type { Language } from '../texts/texts.ts'
import type { StateShape } from '../ui/Small.tsx'
import type { Entry } from './queries.ts'

const shapes: Record<Entry['standing'], StateShape> = { confirmed: 'done', 'not-verified': 'run', off: 'open', empty: 'open' }

export const standingShape = (standing: Entry['standing']): StateShape => shapes[standing]

/** What it is about, where its name is only a number or an id. */
export function subOf(entry: Entry, language: Language): string {
  const said = entry.says.find(({ name }) => name === 'label' || name === 'statement' || name === 'signal')?.value
  const words = typeof said === 'string' ? said : nameIn(language, said)
  return words && words !== nameIn(language, entry.title) ? words : entry.id
}
