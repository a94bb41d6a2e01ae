// Single words and names of a pack in a language, and numbers as its country groups them.
import type { Pack, Words } from './pack.ts'

const numberFormats = new Map<string, Intl.NumberFormat>()

/** A number as the pack's country groups it: 124,380 or 1,24,380; always in Latin digits. */
export function wordNumber(pack: Pack, value: number, language: string): string {
  const locale = pack.numberLocales[language] ?? language
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale, { numberingSystem: 'latn' })
  numberFormats.set(locale, format)
  return format.format(value).replace('-', '−')
}

/** A text in a language, else in the pack's first language (names of small places are not all translated). */
export const inLanguage = (pack: Pack, words: Words, language: string): string =>
  words[language] ?? words[pack.languages[0]!] ?? Object.values(words)[0] ?? ''

/** A word of a group (`kind`, `answer`, `agency-kind`, `range-kind` …), or the code itself where the pack has no word for it. */
export function wordOf(pack: Pack, code: { group: string; word: string }, language: string): string {
  const words = pack.wording.words[code.group]?.[code.word]
  return words === undefined ? code.word : inLanguage(pack, words, language)
}

/** The name of a country by its ISO code; the pack's own countries bear the pack's name. */
export function countryName(pack: Pack, iso: string, language: string): string {
  if (pack.countryCodes[0] === iso) return inLanguage(pack, pack.name, language)
  const words = pack.wording.words.country?.[iso]
  if (words !== undefined) return inLanguage(pack, words, language)
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(iso) ?? iso
}
