// Words a reason in a language, from whole sentences of the pack, never joined from pieces. What is stored is the rule and its facts,
// so that each reader gets the sentence in their own language, without a fact that was withheld from them.
import type { Pack, Template } from './pack.ts'
import { type ParamType, signalsByName } from './signals.data.ts'
import { countryName, inLanguage, wordNumber, wordOf } from './words.ts'

export interface ReasonRef {
  /** Signal and version, such as `danger-now/1`. */
  rule: string
  params: Record<string, string | number | boolean>
}

const pluralRules = new Map<string, Intl.PluralRules>()

function pluralOf(language: string, count: number): string {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language)
  pluralRules.set(language, rules)
  return rules.select(count)
}

/** The sentence of a reason. A rule that no wording knows any more is shown by its name, so that old scores stay readable. */
export function wordReason(pack: Pack, reason: ReasonRef, language: string): string {
  const name = reason.rule.split('/')[0]!
  const texts = pack.wording.reasons[reason.rule] ?? pack.wording.reasons[name]
  const template = texts?.[language] ?? texts?.[pack.languages[0]!]
  const sentence = template === undefined ? undefined : chosen(template, reason, language)
  if (sentence === undefined) return reason.rule
  const types: Record<string, ParamType> = signalsByName[name]?.params ?? {}
  return sentence.replace(/\{([^}]*)\}/g, (_, param: string) => {
    return wordParam(pack, { type: types[param] ?? 'text', value: reason.params[param] }, language)
  })
}

function chosen(template: Template, reason: ReasonRef, language: string): string | undefined {
  if (typeof template === 'string') return template
  const value = reason.params[template.by]
  const byPlural = typeof value === 'number' ? template[pluralOf(language, value)] : undefined
  const form = template[String(value)] ?? byPlural ?? template.other
  return form === undefined ? undefined : chosen(form, reason, language)
}

function wordParam(pack: Pack, param: { type: ParamType; value: unknown }, language: string): string {
  const { type, value } = param
  // A fact that was withheld, or that an older version of the rule did not have.
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'number') return type === 'text' ? String(value) : wordNumber(pack, value, language)
  const id = String(value)
  const named = type === 'place' ? pack.places : type === 'agency' ? pack.agencies : undefined
  if (named !== undefined) return inLanguage(pack, named.find((entry) => entry.id === id)?.name ?? { '': id }, language)
  if (type === 'country') return countryName(pack, id, language)
  return type === 'text' || type === 'number' ? id : wordOf(pack, { group: type, word: id }, language)
}
