// The language that somebody chose on the card just now: it becomes theirs when they sign in. What an earlier visitor of this
// browser chose is no choice of theirs, so it is not read from the storage.
import { ask } from '../api.ts'
import type { Language } from '../texts/texts.ts'

let chosen: Language | undefined

export function choseLanguage(language: Language) {
  chosen = language
}

export async function keepChosenLanguage(): Promise<void> {
  const language = chosen
  chosen = undefined
  if (language) await ask('POST /api/me/preferences', { language }).catch(() => undefined)
}
