// A note joins a history and stays there: of a report, of a case.
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTexts } from '../../texts/Say.tsx'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { useSending } from '../../ui/use-sending.ts'
import { refreshReports } from '../changes.ts'
import { useDraft } from './drafts.ts'

type Props = { about: string; whyNot: string | undefined; most: number; onSend: (text: string) => Promise<unknown> }

export function WriteNote({ about, whyNot, most, onSend }: Props) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const [text, setText] = useDraft(about)
  const write = useSending({
    mutationFn: onSend,
    onSuccess: async () => {
      setText('')
      announce(t('reports.noteAdded'))
      await refreshReports(queries)
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() && !whyNot) write.mutate(text.trim())
  }
  return (
    <form className="say" onSubmit={send}>
      <label className="away" htmlFor="note">
        {t('reports.note')}
      </label>
      <textarea
        className="input"
        id="note"
        rows={2}
        maxLength={most}
        placeholder={t('reports.noteHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" whyNot={whyNot} isBusy={write.isPending}>
        {t('reports.addNote')}
      </Button>
      {write.error ? <ErrorMessage error={write.error} /> : null}
    </form>
  )
}
