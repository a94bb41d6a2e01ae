// Offences of a case, chosen from the pack. What nobody of the site has confirmed says so.
import { nameIn, useTexts } from '../texts/Say.tsx'
import { FilterChip } from '../ui/Filters.tsx'
import { Pick } from '../ui/Pick.tsx'
import type { Choices } from './queries.ts'

type OffencesProps = { choices: Choices | undefined; value: readonly string[]; onChange: (offences: string[]) => void }

export function OffencesField({ choices, value, onChange }: OffencesProps) {
  const { t, language } = useTexts()
  const offences = choices?.offences ?? []
  const textOf = (offence: Choices['offences'][number]) =>
    `${offence.act} ${offence.section} · ${nameIn(language, offence.label)}`
  const free = offences.filter((offence) => !value.includes(offence.id))
  const options = free.map((offence) => ({
    value: offence.id,
    label: textOf(offence),
    sub: offence.isVerified ? undefined : t('cases.notVerified'),
  }))
  const add = (id: string) => onChange([...value, id])
  return (
    <div className="field">
      <Pick label={t('cases.offences')} placeholder={t('cases.addOffence')} options={options} value="" onChange={add} />
      <p className="row-of">
        {value.map((id) => {
          const offence = offences.find((one) => one.id === id)
          const standing = offence?.isVerified === false ? t('cases.notVerified') : ''
          return offence ? (
            <FilterChip
              key={id}
              name={standing}
              value={textOf(offence)}
              onRemove={() => onChange(value.filter((one) => one !== id))}
            />
          ) : null
        })}
      </p>
    </div>
  )
}
