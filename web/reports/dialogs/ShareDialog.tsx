// Give another unit sight of reports without handing them over: several may be concerned by one tip.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../../session.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { TextField } from '../../ui/Field.tsx'
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
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const name = nameIn(language, agencies.find((agency) => String(agency.no) === unitNo)?.name)
  const share = useChange('POST /api/reports/share', {
    says: () => t('reports.shared', { unit: name, what: nameOf(targets) }),
    onDone: onClose,
  })
  const isReason = reason.trim().length >= 3
  const send = () => {
    setTried(true)
    if (unitNo && isReason) share.mutate({ reportIds: idsOf(targets), unitNo: Number(unitNo), reason: reason.trim() })
  }
  return (
    <Dialog title={t('reports.shareTitle', { what: nameOf(targets) })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('reports.shareSay')}</p>
      <Pick
        label={t('reports.toUnit')}
        options={unitOptions(agencies, { targets, ownNo: unit.no, language })}
        value={unitNo}
        onChange={setUnitNo}
        autoFocus
      />
      <TextField
        label={t('reports.reason')}
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
        wrong={isTried && !isReason ? t('reports.reasonNeeded') : undefined}
      />
      {share.error ? <ErrorMessage error={share.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={share.isPending} whyNot={unitNo ? undefined : t('reports.chooseUnit')}>
          {t('reports.share')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
