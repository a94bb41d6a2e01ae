// Re-register at the unit that has jurisdiction, under that unit's number, on a ground that stays in the life-line.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useChange } from '../../reports/changes.ts'
import { type Agency, agenciesQuery } from '../../reports/queries.ts'
import { useMe } from '../../session.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import type { Language } from '../../texts/texts.ts'
import { say, sayIf } from '../../texts/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Pick, type PickOption } from '../../ui/Pick.tsx'
import { NumberField, useNumber } from '../NumberField.tsx'
import { type CaseDetail, choicesQuery } from '../queries.ts'

export type CaseDialogProps = { detail: CaseDetail; onClose: () => void }

export function ReRegisterDialog({ detail, onClose }: CaseDialogProps) {
  const { t, language } = useTexts()
  const { unit } = useMe()
  const agencies = useQuery(agenciesQuery).data ?? []
  const [unitNo, setUnitNo] = useState('')
  const [ground, setGround] = useState('')
  const [isTried, setTried] = useState(false)
  const choices = useQuery({ ...choicesQuery(Number(unitNo)), enabled: unitNo !== '' })
  const number = useNumber(choices.data)
  const name = nameIn(language, agencies.find((agency) => String(agency.no) === unitNo)?.name)
  const send = useChange('POST /api/cases/{caseId}/re-register', {
    says: (answer) => t('cases.reRegistered', { number: answer.number, unit: name }),
    onDone: onClose,
  })
  const isGround = ground.trim().length >= 3
  const submit = () => {
    setTried(true)
    if (!number.isReady) number.complain()
    if (!unitNo || !isGround || !number.isReady) return
    send.mutate({ caseId: detail.case.caseId, unitNo: Number(unitNo), ...number.given, ground: ground.trim() })
  }
  return (
    <Dialog title={t('cases.reRegisterTitle', { number: detail.case.number })} isOpen onClose={onClose} onSubmit={submit} wide>
      <p>{t('cases.reRegisterSay')}</p>
      <Pick
        label={t('cases.atUnit')}
        options={optionsOf(agencies, { ownNo: unit.no, language })}
        value={unitNo}
        onChange={setUnitNo}
        autoFocus
      />
      {choices.error ? <ErrorMessage error={choices.error} /> : null}
      {choices.data ? <NumberField number={number} choices={choices.data} /> : null}
      <TextField
        label={t('cases.ground')}
        hint={t('cases.groundHint')}
        value={ground}
        rows={2}
        maxLength={2000}
        onChange={(event) => setGround(event.target.value)}
        wrong={isTried && !isGround ? t('cases.groundNeeded') : undefined}
      />
      {send.error ? <ErrorMessage error={send.error} lead={t('cases.reRegisterFailed')} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={send.isPending} whyNot={unitNo ? undefined : t('reports.chooseUnit')}>
          {name ? t('cases.reRegisterAt', { unit: name }) : t('cases.reRegister')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

/** Units that register, in the order of the tree; the others stay visible and say why not. */
function optionsOf(agencies: readonly Agency[], { ownNo, language }: { ownNo: number; language: Language }): PickOption[] {
  const whyNot = ({ no, mayRegister }: Agency) => {
    if (no === ownNo) return say('whyNot.held-there-already')
    return mayRegister ? undefined : say('cases.unitDoesNotRegister')
  }
  return agencies
    .filter((agency) => agency.isActive)
    .map((agency) => ({
      value: String(agency.no),
      label: nameIn(language, agency.name),
      sub: sayIf(`agencyKind.${agency.kind}`),
      whyNot: whyNot(agency),
    }))
    .sort((a, b) => Number(Boolean(a.whyNot)) - Number(Boolean(b.whyNot)))
}
