// Reveal one sealed part of this report: a person, the free texts, or the details of files.
import { ask } from '../../api.ts'
import { Reveal } from '../../shown/Sealed.tsx'
import { useWhyNot } from '../../shown/why-not.ts'
import { useTexts } from '../../texts/Say.tsx'
import type { Detail } from '../shapes.ts'

export function RevealPart({ detail, what, name, button }: { detail: Detail; what: string; name?: string; button?: string }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const { reportId, number } = detail.report
  const cannot = whyNot(detail.may['sealed:reveal'])
  return (
    <Reveal
      name={name ?? what}
      of={t('reports.revealOf', { number })}
      button={button}
      whyNot={cannot}
      onReveal={({ purpose, words }) => ask('POST /api/reports/{reportId}/reveal', { reportId, what, purpose, words })}
    />
  )
}
