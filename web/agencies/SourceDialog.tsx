// A source gets another name or another desk. What came before stays with the units that hold it.
import { useState } from 'react'
import type { Answer } from '../api.ts'
import { UnitPick } from '../people/UnitPick.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Field } from '../ui/Field.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { useAct } from '../ui/use-act.ts'

export type Source = Answer<'GET /api/sources'>['items'][number]

export function SourceDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t, language } = useTexts()
  const [name, setName] = useState(source.name)
  const [deskNo, setDeskNo] = useState(String(source.deskNo))
  const assign = useAct('POST /api/sources/{sourceId}/desk', {
    says: () => t('agencies.sourceChanged', { name: name.trim() }),
    undo: () => () => assign.mutate({ sourceId: source.sourceId, deskNo: source.deskNo, name: source.name }),
    onDone: onClose,
  })
  const send = () => {
    if (name.trim() && deskNo) assign.mutate({ sourceId: source.sourceId, deskNo: Number(deskNo), name: name.trim() })
  }
  return (
    <FormDialog
      title={t('agencies.sourceTitle', { name: source.name })}
      says={t('agencies.sourceSay', { desk: nameIn(language, source.desk) })}
      button={t('ui.save')}
      sending={assign}
      onSend={send}
      onClose={onClose}
    >
      <Field
        label={t('agencies.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
        wrong={name.trim() ? undefined : t('agencies.needName')}
      />
      <UnitPick label={t('intake.desk')} value={deskNo} onChange={setDeskNo} />
    </FormDialog>
  )
}
