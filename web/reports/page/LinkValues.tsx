// Values that may join reports, and how they stand: a person may rule that one is personal or shared by many.
import { useState } from 'react'
import type { Answer } from '../../api.ts'
import { Identifier } from '../../shown/Identifier.tsx'
import { ReasonField, useReason } from '../../shown/ReasonField.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Count } from '../../ui/Count.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { ChoiceField } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../changes.ts'

type Value = Answer<'GET /api/reports/{reportId}/links'>['values'][number]
type Props = { values: readonly Value[]; reportId: string; whyNot?: string }

export function LinkValues({ values, reportId, whyNot }: Props) {
  const { t, has } = useTexts()
  const [ruling, setRuling] = useState<Value>()
  if (values.length === 0) return null
  return (
    <details className="link-values">
      <summary className="sub">{t('links.valuesHead', { count: values.length })}</summary>
      <DataTable
        label={t('links.valuesHead', { count: values.length })}
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
            head: t('links.inReports'),
            label: t('links.inReports'),
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
                {t('links.ruleMore')}
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
  const reason = useReason()
  const rule = useChange('POST /api/links/rule', { says: () => t('reports.linkDone'), onDone: onClose })
  const send = () => {
    reason.complain()
    if (reason.isReady) rule.mutate({ reportId, identifierId: value.identifierId, ruling, reason: reason.given })
  }
  return (
    <FormDialog
      title={t('links.ruleTitle', { value: value.value })}
      says={t('links.ruleSay')}
      button={t('links.rule')}
      sending={rule}
      onSend={send}
      onClose={onClose}
    >
      <ChoiceField
        label={t('links.ruling')}
        name="ruling"
        value={ruling}
        onChange={(chosen) => setRuling(chosen as Ruling)}
        options={rulings.map((one) => ({ value: one, label: t(`links.ruling_${one}`) }))}
      />
      <ReasonField reason={reason} isFirst />
    </FormDialog>
  )
}
