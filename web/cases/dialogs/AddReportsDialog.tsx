// Further reports come into an open case, by their numbers: ours or the source's. Linking is not merging; nothing is concatenated.
import { useState } from 'react'
import { ask, SaidNo } from '../../api.ts'
import { useChange } from '../../reports/changes.ts'
import { useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { TextField } from '../../ui/Field.tsx'
import type { CaseDialogProps } from './ReRegisterDialog.tsx'

const MOST = 50

export function AddReportsDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  const { caseId, number } = detail.case
  const add = useChange('POST /api/cases/{caseId}/reports', {
    says: (answer) => t('cases.added', { count: answer.added, number }),
    onDone: onClose,
  })
  const send = () => {
    setFailed(undefined)
    find().catch(setFailed)
  }
  const find = async () => {
    const numbers = [...new Set(text.split(/[\s,;]+/).filter(Boolean))].slice(0, MOST)
    if (numbers.length === 0) return setWrong(t('cases.numbersNeeded'))
    const found = await Promise.all(numbers.map(findReport))
    const hidden = numbers.filter((_number, at) => !found[at])
    if (hidden.length > 0) return setWrong(t('cases.notFound', { numbers: hidden.join(', ') }))
    setWrong(undefined)
    add.mutate({ caseId, reportIds: found.filter((id) => id !== undefined) })
  }
  return (
    <Dialog title={t('cases.addTitle', { number })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('cases.addSay')}</p>
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
      {failed || add.error ? <ErrorMessage error={failed ?? add.error} lead={t('cases.addFailed')} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={add.isPending}>
          {t('cases.add')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
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
