// A note joins a history and stays there: of a report, of a case. Where none may join, it says why instead of taking one.
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTexts } from '../../texts/Say.tsx'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { useSending } from '../../ui/use-sending.ts'
import { refreshReports } from '../changes.ts'
import { useDraft } from './drafts.ts'

type Props = { about: string; most: number; onSend: (text: string) => Promise<unknown> }

export function WriteNote({ whyNot, ...props }: Props & { whyNot: string | undefined }) {
  return whyNot ? <Barred about={props.about} whyNot={whyNot} /> : <NoteField {...props} />
}

/** It may have become so while somebody was writing: what was written can still be copied. */
function Barred({ about, whyNot }: { about: string; whyNot: string }) {
  const { t } = useTexts()
  const [text] = useDraft(about)
  return (
    <div className="say-not">
      <p className="quiet">{t('reports.noteBarred', { reason: whyNot })}</p>
      {text ? (
        <figure className="words">
          <blockquote>{text}</blockquote>
          <figcaption className="sub">{t('reports.noteUnsent')}</figcaption>
        </figure>
      ) : null}
    </div>
  )
}

function NoteField({ about, most, onSend }: Props) {
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
    // What is refused now was allowed when the page was loaded.
    onError: () => refreshReports(queries),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) write.mutate(text.trim())
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
      <Button type="submit" isBusy={write.isPending}>
        {t('reports.addNote')}
      </Button>
      {write.error ? <ErrorMessage error={write.error} /> : null}
    </form>
  )
}
