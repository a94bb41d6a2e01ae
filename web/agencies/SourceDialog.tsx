// A source gets another name or another desk. What came before stays with the units that hold it.
import { useState } from 'react'
import { UnitPick } from '../people/UnitPick.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Field } from '../ui/Field.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Source } from './SourceList.tsx'

export function SourceDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t, language } = useTexts()
  const [name, setName] = useState(source.name)
  const [deskNo, setDeskNo] = useState(String(source.deskNo))
  const assign = useAct('POST /api/sources/{sourceId}/desk', {
    refresh: ['sources'],
    says: () => t('agencies.sourceChanged', { name: name.trim() }),
    undo: () => () => assign.mutate({ sourceId: source.sourceId, deskNo: source.deskNo, name: source.name }),
    onDone: onClose,
  })
  const send = () => {
    if (name.trim() && deskNo) assign.mutate({ sourceId: source.sourceId, deskNo: Number(deskNo), name: name.trim() })
  }
  return (
    <Dialog title={t('agencies.sourceTitle', { name: source.name })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('agencies.sourceSay', { desk: nameIn(language, source.desk) })}</p>
      <Field
        label={t('agencies.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
        wrong={name.trim() ? undefined : t('agencies.needName')}
      />
      <UnitPick label={t('intake.desk')} value={deskNo} onChange={setDeskNo} />
      {assign.error ? <ErrorMessage error={assign.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={assign.isPending}>
          {t('ui.save')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
