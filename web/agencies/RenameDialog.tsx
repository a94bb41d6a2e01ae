// Another name for a unit: its number and its short name stay, so that nothing that was written loses its place.
import { useState } from 'react'
import type { Agency } from '../reports/queries.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { useAct } from '../ui/use-act.ts'
import { NameFields, type Names, namesGiven } from './NameFields.tsx'

export function RenameDialog({ unit, onClose }: { unit: Agency; onClose: () => void }) {
  const { t, language } = useTexts()
  const [names, setNames] = useState<Names>({ en: unit.name.en ?? '', hi: unit.name.hi ?? '' })
  const [isTried, setTried] = useState(false)
  const before = nameIn(language, unit.name)
  const change = useAct('POST /api/agencies/{unitNo}', {
    says: (_answer, given) => t('agencies.renamed', { before, name: nameIn(language, given.name) }),
    undo: () => () => change.mutate({ unitNo: unit.no, name: unit.name }),
    onDone: onClose,
  })
  const send = () => {
    setTried(true)
    if (names.en.trim()) change.mutate({ unitNo: unit.no, name: namesGiven(names) })
  }
  const wrong = isTried && !names.en.trim() ? t('agencies.needName') : undefined
  return (
    <FormDialog
      title={t('agencies.renameTitle', { name: before })}
      says={t('agencies.renameSay')}
      button={t('ui.save')}
      sending={change}
      onSend={send}
      onClose={onClose}
    >
      <NameFields names={names} onChange={setNames} wrong={wrong} />
    </FormDialog>
  )
}
