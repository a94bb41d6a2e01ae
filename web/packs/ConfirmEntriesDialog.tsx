// An officer says that entries are right as they stand. It holds for these words: what changes is open again.
import { useState } from 'react'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { TextField } from '../ui/Field.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Entry } from './queries.ts'

type Props = { pack: string; entries: readonly Entry[]; onClose: () => void; onDone: () => void }

export function ConfirmEntriesDialog({ pack, entries, onClose, onDone }: Props) {
  const { t, language } = useTexts()
  const [note, setNote] = useState('')
  const confirm = useAct('POST /api/packs/{pack}/entries/confirm', {
    refresh: ['packs'],
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
    <Dialog title={t('packs.confirmTitle', { count: entries.length, name })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('packs.confirmSay')}</p>
      {off > 0 ? <p>{t('packs.confirmOff', { count: off })}</p> : null}
      <TextField
        label={t('packs.note')}
        hint={t('packs.noteHint')}
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.target.value)}
        data-autofocus
      />
      {confirm.error ? <ErrorMessage error={confirm.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={confirm.isPending}>
          {t('packs.confirm')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
