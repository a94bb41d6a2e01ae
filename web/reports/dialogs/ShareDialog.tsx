// Give another unit sight of reports without handing them over: several may be concerned by one tip.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../../session.ts'
import { ReasonField, useReason } from '../../shown/ReasonField.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { useChange } from '../changes.ts'
import { agenciesQuery } from '../queries.ts'
import { idsOf, nameOf } from '../targets.ts'
import { type DialogProps, unitOptions } from './OfferDialog.tsx'

export function ShareDialog({ targets, onClose }: DialogProps) {
  const { t, language } = useTexts()
  const { unit } = useMe()
  const agencies = useQuery(agenciesQuery).data ?? []
  const [unitNo, setUnitNo] = useState('')
  const reason = useReason()
  const name = nameIn(language, agencies.find((agency) => String(agency.no) === unitNo)?.name)
  const share = useChange('POST /api/reports/share', {
    says: () => t('reports.shared', { unit: name, what: nameOf(targets) }),
    onDone: onClose,
  })
  const send = () => {
    reason.complain()
    if (unitNo && reason.isReady) share.mutate({ reportIds: idsOf(targets), unitNo: Number(unitNo), reason: reason.given })
  }
  return (
    <FormDialog
      title={t('reports.shareTitle', { what: nameOf(targets) })}
      says={t('reports.shareSay')}
      button={t('reports.share')}
      sending={share}
      whyNot={unitNo ? undefined : t('reports.chooseUnit')}
      onSend={send}
      onClose={onClose}
    >
      <Pick
        label={t('reports.toUnit')}
        options={unitOptions(agencies, { targets, ownNo: unit.no, language })}
        value={unitNo}
        onChange={setUnitNo}
        autoFocus
      />
      <ReasonField reason={reason} />
    </FormDialog>
  )
}
