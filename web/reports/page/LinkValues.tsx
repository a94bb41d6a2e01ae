// Values that may join reports, and how they stand: a person may rule that one is personal or shared by many.
import { useState } from 'react'
import type { Answer } from '../../api.ts'
import { Identifier } from '../../shown/Identifier.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Count } from '../../ui/Count.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { ChoiceField, TextField } from '../../ui/Field.tsx'
import { useChange } from '../changes.ts'

type Value = Answer<'GET /api/reports/{reportId}/links'>['values'][number]
type Props = { values: readonly Value[]; reportId: string; whyNot?: string }

export function LinkValues({ values, reportId, whyNot }: Props) {
  const { t, has } = useTexts()
  const [ruling, setRuling] = useState<Value>()
  if (values.length === 0) return null
  return (
    <details className="link-values">
      <summary className="sub">{t('reports.valuesHead', { count: values.length })}</summary>
      <DataTable
        label={t('reports.valuesHead', { count: values.length })}
        rows={values}
        rowKey={(value) => value.identifierId}
        columns={[
          {
            key: 'kind',
            head: t('reports.kind'),
            label: t('reports.kind'),
            cell: (value) => has(`identifierKind.${value.kind}`) ?? value.kind,
          },
          {
            key: 'value',
            head: t('reports.identifier'),
            label: t('reports.identifier'),
            isHead: true,
            cell: (value) => <Identifier of={value} />,
          },
          {
            key: 'n',
            head: t('reports.inReports'),
            label: t('reports.inReports'),
            isNumber: true,
            cell: (value) => <Count of={value.reports} />,
          },
          {
            key: 'standing',
            head: t('reports.stands'),
            label: t('reports.stands'),
            cell: (value) => (
              <>
                {has(`standing.${value.standing}`) ?? value.standing} <span className="sub">{value.ruledBy}</span>
              </>
            ),
          },
          {
            key: 'rule',
            head: <span className="away">{t('ui.actions')}</span>,
            isEnd: true,
            cell: (value) => (
              <Button look="quiet" whyNot={whyNot} onClick={() => setRuling(value)}>
                {t('reports.ruleMore')}
              </Button>
            ),
          },
        ]}
      />
      {ruling ? <RuleDialog value={ruling} reportId={reportId} onClose={() => setRuling(undefined)} /> : null}
    </details>
  )
}

const rulings = ['personal', 'shared', 'none'] as const
type Ruling = (typeof rulings)[number]

function RuleDialog({ value, reportId, onClose }: { value: Value; reportId: string; onClose: () => void }) {
  const { t } = useTexts()
  const [ruling, setRuling] = useState<Ruling>('personal')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const rule = useChange('POST /api/links/rule', { says: () => t('reports.linkDone'), onDone: onClose })
  const isReason = reason.trim().length >= 3
  const send = () => {
    setTried(true)
    if (isReason) rule.mutate({ reportId, identifierId: value.identifierId, ruling, reason: reason.trim() })
  }
  return (
    <Dialog title={t('reports.ruleTitle', { value: value.value })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('reports.ruleSay')}</p>
      <ChoiceField
        label={t('reports.ruling')}
        name="ruling"
        value={ruling}
        onChange={(chosen) => setRuling(chosen as Ruling)}
        options={rulings.map((one) => ({ value: one, label: t(`reports.ruling_${one}`) }))}
      />
      <TextField
        label={t('reports.reason')}
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
        wrong={isTried && !isReason ? t('reports.reasonNeeded') : undefined}
        data-autofocus
      />
      {rule.error ? <ErrorMessage error={rule.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={rule.isPending}>
          {t('reports.rule')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
