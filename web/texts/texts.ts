// Which sentence is said, in which language. One language is loaded at a time; a key is `feature.name`,
// plurals end in _one and _other, numbers in a sentence are grouped as the reader's locale wants it.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Texts } from './en.ts'

export type Language = 'en' | 'hi'
type Bare<Key> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key
export type TextKey = { [Feature in keyof Texts]: `${Feature}.${Bare<keyof Texts[Feature]> & string}` }[keyof Texts]
export type Values = Record<string, string | number | Date | null | undefined>

const languageKept = 'tipbridge.language'
let pack: string | undefined
let spoken: Language = 'en'

/** India groups English numbers in lakh as well; the pack decides, not the browser. */
export function localeOf(language: Language, ofPack: string | undefined): string {
  if (language === 'hi') return 'hi-IN-u-nu-latn'
  return ofPack === 'in' ? 'en-IN' : 'en-GB'
}

export function setPack(given: string | undefined) {
  pack = given
}

export function locale(): string {
  return localeOf(spoken, pack)
}

export function firstLanguage(): Language {
  const kept = window.localStorage.getItem(languageKept)
  if (kept === 'en' || kept === 'hi') return kept
  return navigator.language.startsWith('hi') ? 'hi' : 'en'
}

async function load(language: Language): Promise<Texts> {
  return language === 'hi' ? (await import('./hi.ts')).hi : (await import('./en.ts')).en
}

/** Grouped as the reader's locale wants it (lakh in India), with a minus that is as wide as the plus. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(locale()).format(value).replace('-', '−')
}

export async function startTexts(language: Language) {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await load(language) } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18n: 'languageChanged' },
  })
  i18next.services.formatter?.add('number', (value) => numberText(Number(value)))
  speak(language)
}

let onChanged: () => void = () => undefined

/** What holds finished sentences lets go of them then. */
export function whenLanguageChanges(tell: () => void) {
  onChanged = tell
}

export async function setLanguage(language: Language) {
  const isOther = language !== i18next.language
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await load(language))
  speak(language)
  await i18next.changeLanguage(language)
  if (isOther) onChanged()
}

function speak(language: Language) {
  spoken = language
  document.documentElement.lang = language
  window.localStorage.setItem(languageKept, language)
}

export function say(key: TextKey, values?: Values): string {
  return i18next.t(key, values ?? {}) as string
}

/** For codes that the server names: the sentence if there is one. */
export function sayIf(key: string, values?: Values): string | undefined {
  return i18next.exists(key, values ?? {}) ? (i18next.t(key, values ?? {}) as string) : undefined
}
