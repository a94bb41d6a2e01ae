import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { hi } from './hi.ts'

const flat = (texts: Record<string, Record<string, string>>) =>
  Object.entries(texts).flatMap(([feature, sentences]) =>
    Object.entries(sentences).map(([key, text]) => [`${feature}.${key}`, text] as const),
  )

const english: (readonly [string, string])[] = flat(en)
const hindi = new Map<string, string>(flat(hi))
const holes = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((found) => found[1]).sort()
const tags = (text: string) => [...text.matchAll(/<(\w+)>/g)].map((found) => found[1]).sort()

describe('the two languages say the same things', () => {
  test('the same keys', () => {
    expect([...hindi.keys()].sort()).toEqual(english.map(([key]) => key).sort())
  })

  test.each(english)('%s: the same values and elements in the sentence', (key, text) => {
    expect(holes(hindi.get(key) ?? '')).toEqual(holes(text))
    expect(tags(hindi.get(key) ?? '')).toEqual(tags(text))
  })

  test('every plural has both forms', () => {
    const keys = new Set(english.map(([key]) => key))
    const ones = [...keys].filter((key) => key.endsWith('_one'))
    expect(ones.length).toBeGreaterThan(0)
    expect(ones.filter((key) => !keys.has(key.replace(/_one$/, '_other')))).toEqual([])
  })

  // A verb or a noun agrees with one number only: where a sentence has several, the others stand where nothing agrees with them.
  test('a tip that waits or is in a case is said of every number in the same words', () => {
    const sentences = english.filter(([key]) => /^account\.(headline|part_)/.test(key))
    expect(sentences.filter(([, text]) => /\b(is|are|has|have|waits?|they)\b/.test(text.replace(/\{\{.*?\}\}/g, '')))).toEqual([])
  })

  test('Hindi is written in Devanagari', () => {
    const same = english.filter(([key, text]) => hindi.get(key) === text && /[a-z]{4}/.test(text.replace(/\{\{.*?\}\}/g, '')))
    expect(same.map(([key]) => key)).toEqual(['frame.product', 'gate.english'])
  })
})
