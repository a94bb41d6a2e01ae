// In place of a list that did not come. Where the address asks for what cannot be read, trying again helps nobody: the filters can be taken
// away, and the one that is wrong is named in words.
import type { ReactNode } from 'react'
import { SaidNo } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { Button } from './Button.tsx'
import { ErrorMessage } from './ErrorMessage.tsx'

type Props = {
  error: unknown
  lead: ReactNode
  onAgain: () => void
  /** What the address may hold: the filters, and what else narrows or sorts the list. */
  fields: readonly { key: string; name: string }[]
  onClear: () => void
}

export function ListError({ error, lead, onAgain, fields, onClear }: Props) {
  const { t } = useTexts()
  const isUnread = error instanceof SaidNo && error.code === 'bad-input'
  if (!isUnread) return <ErrorMessage error={error} lead={lead} onAgain={onAgain} />
  const names = Object.fromEntries(fields.map(({ key, name }) => [key, name]))
  const clear = (
    <Button look="primary" onClick={onClear}>
      {t('ui.takeFiltersAway')}
    </Button>
  )
  return <ErrorMessage error={error} names={names} means={t('error.filters_means')} actions={clear} />
}
