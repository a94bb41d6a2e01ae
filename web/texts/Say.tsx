// A sentence with elements inside it: `<b>` and `<1>` in the text are filled from `parts`, so that no sentence is joined from pieces.
import type { ComponentType, ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { type Language, say, sayIf, type TextKey, type Values } from './texts.ts'

type Parts = Record<string, ReactElement>
type SentenceProps = { i18nKey: string; values: Values; components: Parts; count?: number }
// The library's own types grow with every key; ours say what is needed.
const Sentence = Trans as unknown as ComponentType<SentenceProps>

export function Say({ k, parts, values }: { k: TextKey; parts?: Parts; values?: Values }) {
  useTranslation()
  const count = values?.count
  const many = typeof count === 'number' ? { count } : {}
  return <Sentence i18nKey={k} values={values ?? {}} components={{ b: <b />, ...parts }} {...many} />
}

/** The words of the console in the reader's language; a component that calls it follows a change of language. */
export function useTexts() {
  const { i18n } = useTranslation()
  return { t: say, has: sayIf, language: (i18n.language === 'hi' ? 'hi' : 'en') as Language }
}

/** A name that the server holds in two languages. */
export function nameIn(language: Language, name: Record<string, string> | undefined | null): string {
  if (!name) return ''
  return name[language] ?? name.en ?? Object.values(name)[0] ?? ''
}
