// Register a case for reports that the unit holds: a series gives the number, or the official register gave it already.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../reports/changes.ts'
import type { DialogProps } from '../reports/dialogs/OfferDialog.tsx'
import { idsOf, nameOf } from '../reports/targets.ts'
import { useTexts } from '../texts/Say.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Field } from '../ui/Field.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { useWhenThere } from '../ui/use-when-there.ts'
import { justRegistered } from './just-registered.ts'
import { NumberField, useNumber } from './NumberField.tsx'
import { OffencesField } from './OffencesField.tsx'
import { choicesQuery } from './queries.ts'

export function RegisterDialog({ targets, onClose }: DialogProps) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const choices = useQuery(choicesQuery())
  const number = useNumber(choices.data)
  const [offences, setOffences] = useState<string[]>([])
  const [title, setTitle] = useState('')
  const register = useChange('POST /api/cases', {
    says: (answer) => t('cases.registered', { number: answer.number, what: nameOf(targets) }),
    onDone: (answer) => {
      onClose()
      navigate({ to: `/cases/${answer.caseId}`, state: justRegistered })
    },
  })
  const send = useWhenThere(!choices.isPending, () => {
    if (!number.isReady) return number.complain()
    const given = { reportIds: idsOf(targets), ...number.given, offences, title: title.trim() }
    register.mutate(given)
  })
  return (
    <FormDialog
      title={t('cases.registerTitle', { what: nameOf(targets) })}
      says={t('cases.registerSay')}
      button={t('cases.register')}
      sending={register}
      failed={t('cases.registerFailed')}
      wide
      onSend={send}
      onClose={onClose}
    >
      {choices.error ? <ErrorMessage error={choices.error} /> : null}
      <NumberField number={number} choices={choices.data} />
      <OffencesField choices={choices.data} value={offences} onChange={setOffences} />
      <Field
        label={t('cases.title')}
        hint={t('cases.titleHint')}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
      />
    </FormDialog>
  )
}
