// The name of a unit in both languages; English is always there, since every list falls back on it.
import { useTexts } from '../texts/Say.tsx'
import { Field } from '../ui/Field.tsx'

export type Names = { en: string; hi: string }

/** What is sent: a language without a name is left out. */
export function namesGiven({ en, hi }: Names): Record<string, string> {
  return { en: en.trim(), ...(hi.trim() ? { hi: hi.trim() } : {}) }
}

export function NameFields({ names, onChange, wrong }: { names: Names; onChange: (names: Names) => void; wrong?: string }) {
  const { t } = useTexts()
  return (
    <>
      <Field
        label={t('agencies.nameEn')}
        lang="en"
        value={names.en}
        maxLength={200}
        onChange={(event) => onChange({ ...names, en: event.target.value })}
        wrong={wrong}
        data-autofocus
      />
      <Field
        label={t('agencies.nameHi')}
        lang="hi"
        value={names.hi}
        maxLength={200}
        onChange={(event) => onChange({ ...names, hi: event.target.value })}
      />
    </>
  )
}
