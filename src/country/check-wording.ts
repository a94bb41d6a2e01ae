// Every rule of a pack can be worded in each of its languages, and no wording asks for a fact that its signal does not have.
import type { Complain } from './faults.ts'
import type { Pack, Template } from './pack.ts'
import { type Signal, signalsByName } from './signals.data.ts'

export function checkWording(pack: Pack, complain: Complain): void {
  for (const rule of [...pack.scoring.rules, ...pack.jurisdiction.rules]) {
    const texts = pack.wording.reasons[rule.id] ?? pack.wording.reasons[rule.signal]
    for (const language of pack.languages)
      if (texts?.[language] === undefined) complain(rule, '', `'${rule.id}' has no wording in '${language}'`)
  }
  for (const field of pack.scoring.completeness) {
    const texts = pack.wording.reasons[`missing-${field.id}`]
    for (const language of pack.languages)
      if (texts?.[language] === undefined) complain(field, '', `'missing-${field.id}' has no wording in '${language}'`)
  }
  for (const [name, texts] of Object.entries(pack.wording.reasons)) {
    const signal = signalsByName[name.split('/')[0]!]
    if (signal === undefined) complain('wording.json', `/reasons/${name}`, 'names no known signal')
    for (const [language, text] of Object.entries(signal === undefined ? {} : texts))
      checkTemplate(text, signal!, (message) => complain('wording.json', `/reasons/${name}/${language}`, message))
  }
  const words = Object.entries(pack.wording.words).flatMap(([group, byWord]) =>
    Object.entries(byWord).map(([word, texts]) => ({ path: `/words/${group}/${word}`, texts })),
  )
  for (const { path, texts } of words) {
    for (const language of pack.languages)
      if (texts[language] === undefined) complain('wording.json', path, `has no text in '${language}'`)
  }
}

function checkTemplate(text: Template, signal: Signal, say: (message: string) => void): void {
  if (typeof text === 'string') {
    for (const [, name] of text.matchAll(/\{([^}]*)\}/g))
      if (signal.params[name!] === undefined) say(`uses '${name}', which this signal does not have`)
    return
  }
  const { by, ...forms } = text
  if (signal.params[by] === undefined) say(`chooses by '${by}', which this signal does not have`)
  if (forms.other === undefined) say(`chooses by '${by}' and has no form 'other'`)
  for (const form of Object.values(forms)) checkTemplate(form, signal, say)
}
