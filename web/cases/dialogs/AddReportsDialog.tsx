// Further reports come into an open case, by their numbers: ours or the source's. Linking is not merging; nothing is concatenated.
import { useState } from 'react'
import { ask, SaidNo } from '../../api.ts'
import { useChange } from '../../reports/changes.ts'
import { useTexts } from '../../texts/Say.tsx'
import { TextField } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useSending } from '../../ui/use-sending.ts'
import type { CaseDialogProps } from './ReRegisterDialog.tsx'

const MOST = 50

export function AddReportsDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string>()
  const { caseId, number } = detail.case
  const add = useChange('POST /api/cases/{caseId}/reports', {
    says: (answer) => t('cases.added', { count: answer.added, number }),
    onDone: onClose,
  })
  const find = useSending({
    mutationFn: (numbers: string[]) => Promise.all(numbers.map(findReport)),
    onSuccess: (found, numbers) => {
      const hidden = numbers.filter((_number, at) => !found[at])
      setWrong(hidden.length > 0 ? t('cases.notFound', { numbers: hidden.join(', ') }) : undefined)
      if (hidden.length === 0) add.mutate({ caseId, reportIds: found.filter((id) => id !== undefined) })
    },
  })
  const send = () => {
    const numbers = [...new Set(text.split(/[\s,;]+/).filter(Boolean))].slice(0, MOST)
    if (numbers.length === 0) setWrong(t('cases.numbersNeeded'))
    else find.mutate(numbers)
  }
  return (
    <FormDialog
      title={t('cases.addTitle', { number })}
      says={t('cases.addSay')}
      button={t('cases.add')}
      sending={{ error: find.error ?? add.error, isPending: find.isPending || add.isPending }}
      failed={t('cases.addFailed')}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={t('cases.reportNumbers')}
        hint={t('cases.reportNumbersHint')}
        className="input id"
        value={text}
        rows={3}
        onChange={(event) => setText(event.target.value)}
        wrong={wrong}
        data-autofocus
      />
    </FormDialog>
  )
}

/** What does not exist and what is not shown are not told apart. */
async function findReport(number: string): Promise<string | undefined> {
  try {
    return (await ask('GET /api/reports/{reportId}', { reportId: number })).report.reportId
  } catch (failed) {
    if (failed instanceof SaidNo && (failed.kind === 'missing' || failed.kind === 'invalid')) return undefined
    throw failed
  }
}
