// Give reports to a person of the unit, or to nobody.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/Say.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { useChange, withRefused } from '../changes.ts'
import { unitPeopleQuery } from '../queries.ts'
import { idsOf, nameOf } from '../targets.ts'
import type { DialogProps } from './OfferDialog.tsx'

const NOBODY = 'nobody'

export function AssignDialog({ targets, onClose }: DialogProps) {
  const { t } = useTexts()
  const people = useQuery(unitPeopleQuery).data ?? []
  const [personId, setPersonId] = useState('')
  const name = people.find((person) => person.personId === personId)?.name
  const assign = useChange('POST /api/reports/assign', {
    says: (answer) =>
      withRefused(
        name
          ? t('reports.assigned', { what: nameOf(targets), person: name })
          : t('reports.unassigned', { what: nameOf(targets) }),
        answer.refused,
      ),
    onDone: onClose,
  })
  const options = [
    ...people.map((person) => ({ value: person.personId, label: person.name })),
    { value: NOBODY, label: t('reports.nobody') },
  ]
  const send = () =>
    personId ? assign.mutate({ reportIds: idsOf(targets), personId: personId === NOBODY ? null : personId }) : undefined
  return (
    <FormDialog
      title={t('reports.assignTitle', { what: nameOf(targets) })}
      button={t('reports.assign')}
      sending={assign}
      whyNot={personId ? undefined : t('reports.choosePerson')}
      onSend={send}
      onClose={onClose}
    >
      <Pick label={t('reports.toPerson')} options={options} value={personId} onChange={setPersonId} autoFocus />
    </FormDialog>
  )
}
