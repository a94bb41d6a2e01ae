// What may be done with a case now, in its head and in the palette; what may not says why.
import { type ReactNode, useState } from 'react'
import { type Action, useActions } from '../../frame/keys.ts'
import { useWhyNot } from '../../shown/why-not.ts'
import { useTexts } from '../../texts/Say.tsx'
import { AddReportsDialog } from '../dialogs/AddReportsDialog.tsx'
import { CloseDialog } from '../dialogs/CloseDialog.tsx'
import { ReRegisterDialog } from '../dialogs/ReRegisterDialog.tsx'
import type { CaseDetail } from '../queries.ts'

const dialogs = { add: AddReportsDialog, reRegister: ReRegisterDialog, close: CloseDialog }
const needs = { add: 'case:register', reRegister: 'case:re-register', close: 'case:close' } as const
type Kind = keyof typeof dialogs

export function useCaseActions(detail: CaseDetail): { list: readonly Action[]; open: ReactNode } {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const [asked, setAsked] = useState<Kind>()
  const { number } = detail.case
  const list = (Object.keys(dialogs) as Kind[]).map((kind) => ({
    id: kind,
    label: t(`cases.${kind}Title`, { number }),
    whyNot: whyNot(detail.may[needs[kind]]),
    run: () => setAsked(kind),
  }))
  const print = { id: 'print', label: t('cases.print'), run: () => window.print() }
  useActions([...list, print])
  const Asked = asked ? dialogs[asked] : undefined
  return { list, open: Asked ? <Asked detail={detail} onClose={() => setAsked(undefined)} /> : null }
}
