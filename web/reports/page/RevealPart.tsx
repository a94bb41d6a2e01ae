// Reveal one sealed part of a report: a person, the free texts, or the details of files.
import { ask } from '../../api.ts'
import { Reveal } from '../../shown/Sealed.tsx'
import { useWhyNot } from '../../shown/why-not.ts'
import { useTexts } from '../../texts/Say.tsx'
import type { May } from '../shapes.ts'

type Props = {
  of: { reportId: string; number: string }
  may: May
  what: string
  /** Where it is called otherwise than on the report: a person of a case. */
  name?: string
  button?: string
  place?: HTMLElement | null
}

export function RevealPart({ of: { reportId, number }, may, what, name, button, place }: Props) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const cannot = whyNot(may['sealed:reveal'])
  return (
    <Reveal
      name={name ?? what}
      of={t('reports.revealOf', { number })}
      button={button}
      place={place}
      whyNot={cannot}
      onReveal={({ purpose, words }) => ask('POST /api/reports/{reportId}/reveal', { reportId, what, purpose, words })}
    />
  )
}
