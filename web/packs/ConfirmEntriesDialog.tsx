// An officer says that entries are right as they stand. It holds for these words: what changes is open again.
import { useState } from 'react'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { TextField } from '../ui/Field.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Entry } from './queries.ts'

type Props = { pack: string; entries: readonly Entry[]; onClose: () => void; onDone: () => void }

export function ConfirmEntriesDialog({ pack, entries, onClose, onDone }: Props) {
  const { t, language } = useTexts()
  const [note, setNote] = useState('')
  const confirm = useAct('POST /api/packs/{pack}/entries/confirm', {
    says: ({ confirmed }) => t('packs.confirmedSay', { count: confirmed }),
    onDone: () => {
      onDone()
      onClose()
    },
  })
  const [first] = entries
  const name = nameIn(language, first?.title)
  const off = entries.filter((entry) => entry.standing === 'off').length
  const send = () => confirm.mutate({ pack, entries: entries.map((entry) => entry.key), note: note.trim() })
  return (
    <FormDialog
      title={t('packs.confirmTitle', { count: entries.length, name })}
      says={t('packs.confirmSay')}
      button={t('packs.confirm')}
      sending={confirm}
      onSend={send}
      onClose={onClose}
    >
      {off > 0 ? <p>{t('packs.confirmOff', { count: off })}</p> : null}
      <TextField
        label={t('packs.note')}
        hint={t('packs.noteHint')}
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.target.value)}
        data-autofocus
      />
    </FormDialog>
  )
}
