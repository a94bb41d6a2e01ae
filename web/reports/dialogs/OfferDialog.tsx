// Offer one report or many to one unit: candidates first, then every unit. It counts from now; until the other side answers it can be undone.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api.ts'
import { useMe } from '../../session.ts'
import { unitLabels } from '../../shown/unit-labels.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import type { Language } from '../../texts/texts.ts'
import { say, sayIf } from '../../texts/texts.ts'
import { announce } from '../../ui/announce.ts'
import { failureText } from '../../ui/ErrorMessage.tsx'
import { TextField } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Pick, type PickOption } from '../../ui/Pick.tsx'
import { refreshReports, useChange, withRefused } from '../changes.ts'
import { type Agency, agenciesQuery } from '../queries.ts'
import { idsOf, nameOf, type Target } from '../targets.ts'

export type DialogProps = { targets: readonly Target[]; onClose: () => void }

export function OfferDialog({ targets, onClose, to }: DialogProps & { to?: number }) {
  const { t, language } = useTexts()
  const { unit } = useMe()
  const agencies = useQuery(agenciesQuery).data ?? []
  const [unitNo, setUnitNo] = useState(String(to ?? suggested(targets) ?? ''))
  const [note, setNote] = useState('')
  const name = nameIn(language, agencies.find((agency) => String(agency.no) === unitNo)?.name)
  const withdraw = useWithdraw()
  const offer = useChange('POST /api/referrals', {
    says: (answer) => withRefused(t('reports.offered', { unit: name, what: nameOf(targets) }), answer.refused),
    undo: (answer) => () => withdraw(answer.referrals.map((one) => one.referralId)),
    until: t('reports.untilAnswered'),
    onDone: onClose,
  })
  const send = () => (unitNo ? offer.mutate({ reportIds: idsOf(targets), unitNo: Number(unitNo), note: note.trim() }) : undefined)
  return (
    <FormDialog
      title={t('reports.offerTitle', { what: nameOf(targets) })}
      says={t('reports.offerSay')}
      button={name ? t('reports.offerTo', { unit: name }) : t('reports.offer')}
      sending={offer}
      failed={t('reports.offerFailed')}
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
      <TextField
        label={t('reports.noteToThem')}
        value={note}
        rows={2}
        maxLength={2000}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  )
}

/** The first candidate, when all chosen reports have the same one. */
function suggested(targets: readonly Target[]): number | undefined {
  const firsts = new Set(targets.map((target) => target.candidates[0]?.no))
  return firsts.size === 1 ? [...firsts][0] : undefined
}

type Asked = { targets: readonly Target[]; ownNo: number; language: Language }

/** Candidates first, strongest first; then the tree in its order. Our own unit stays visible and says why not. */
export function unitOptions(agencies: readonly Agency[], { targets, ownNo, language }: Asked): PickOption[] {
  const strengths = new Map(targets.flatMap((target) => target.candidates.map((candidate) => [candidate.no, candidate.strength])))
  const labels = unitLabels(agencies, language)
  const order = [...strengths.keys()]
  const rank = (no: number) => (order.includes(no) ? order.indexOf(no) : order.length)
  return agencies
    .filter((agency) => agency.isActive)
    .map((agency) => ({
      value: String(agency.no),
      label: labels.get(agency.no)!,
      sub: sayIf(`strength.${strengths.get(agency.no)}`) ?? sayIf(`agencyKind.${agency.kind}`),
      whyNot: agency.no === ownNo ? say('whyNot.held-there-already') : undefined,
    }))
    .sort((a, b) => rank(Number(a.value)) - rank(Number(b.value)))
}

/** The undo of an offer. */
export function useWithdraw() {
  const queries = useQueryClient()
  const { t } = useTexts()
  return async (referralIds: string[]) => {
    try {
      const { refused } = await ask('POST /api/referrals/withdraw', { referralIds })
      announce(withRefused(t('reports.withdrawn'), refused))
    } catch (failed) {
      announce(failureText(failed, t('reports.withdrawLate')))
    }
    await refreshReports(queries)
  }
}
