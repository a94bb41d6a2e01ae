// Re-register at the unit that has jurisdiction, under that unit's number, on a ground that stays in the life-line.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useChange } from '../../reports/changes.ts'
import { type Agency, agenciesQuery } from '../../reports/queries.ts'
import { useMe } from '../../session.ts'
import { ReasonField, useReason } from '../../shown/ReasonField.tsx'
import { unitLabels } from '../../shown/unit-labels.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import type { Language } from '../../texts/texts.ts'
import { say, sayIf } from '../../texts/texts.ts'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Pick, type PickOption } from '../../ui/Pick.tsx'
import { useWhenThere } from '../../ui/use-when-there.ts'
import { NumberField, useNumber } from '../NumberField.tsx'
import { type CaseDetail, choicesQuery } from '../queries.ts'

export type CaseDialogProps = { detail: CaseDetail; onClose: () => void }

export function ReRegisterDialog({ detail, onClose }: CaseDialogProps) {
  const { t, language } = useTexts()
  const { unit } = useMe()
  const agencies = useQuery(agenciesQuery).data ?? []
  const [unitNo, setUnitNo] = useState('')
  const ground = useReason()
  const choices = useQuery({ ...choicesQuery(Number(unitNo)), enabled: unitNo !== '' })
  const number = useNumber(choices.data)
  const name = nameIn(language, agencies.find((agency) => String(agency.no) === unitNo)?.name)
  const send = useChange('POST /api/cases/{caseId}/re-register', {
    says: (answer) => t('cases.reRegistered', { number: answer.number, unit: name }),
    onDone: onClose,
  })
  const submit = useWhenThere(unitNo === '' || !choices.isPending, () => {
    ground.complain()
    if (!number.isReady) number.complain()
    if (!unitNo || !ground.isReady || !number.isReady) return
    send.mutate({ caseId: detail.case.caseId, unitNo: Number(unitNo), ...number.given, ground: ground.given })
  })
  return (
    <FormDialog
      title={t('cases.reRegisterTitle', { number: detail.case.number })}
      says={t('cases.reRegisterSay')}
      button={name ? t('cases.reRegisterAt', { unit: name }) : t('cases.reRegister')}
      sending={send}
      failed={t('cases.reRegisterFailed')}
      whyNot={unitNo ? undefined : t('reports.chooseUnit')}
      wide
      onSend={submit}
      onClose={onClose}
    >
      <Pick
        label={t('cases.atUnit')}
        options={optionsOf(agencies, { ownNo: unit.no, language })}
        value={unitNo}
        onChange={setUnitNo}
        autoFocus
      />
      {choices.error ? <ErrorMessage error={choices.error} /> : null}
      {choices.data ? <NumberField number={number} choices={choices.data} /> : null}
      <ReasonField
        reason={ground}
        label={t('cases.ground')}
        hint={t('cases.groundHint')}
        needed={t('cases.groundNeeded')}
        rows={2}
      />
    </FormDialog>
  )
}

/** Units that register, in the order of the tree; the others stay visible and say why not. */
function optionsOf(agencies: readonly Agency[], { ownNo, language }: { ownNo: number; language: Language }): PickOption[] {
  const whyNot = ({ no, mayRegister }: Agency) => {
    if (no === ownNo) return say('whyNot.held-there-already')
    return mayRegister ? undefined : say('cases.unitDoesNotRegister')
  }
  const labels = unitLabels(agencies, language)
  return agencies
    .filter((agency) => agency.isActive)
    .map((agency) => ({
      value: String(agency.no),
      label: labels.get(agency.no)!,
      sub: sayIf(`agencyKind.${agency.kind}`),
      whyNot: whyNot(agency),
    }))
    .sort((a, b) => Number(Boolean(a.whyNot)) - Number(Boolean(b.whyNot)))
}
