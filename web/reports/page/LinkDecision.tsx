// Confirm, reject, undo: a person's verdict on a link, with a reason. Linking is not merging; all of it can be taken back.
import { useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api.ts'
import { useTexts } from '../../texts/Say.tsx'
import { announce } from '../../ui/announce.ts'
import { refreshReports } from '../changes.ts'
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx'

export type Deciding =
  | { kind: 'confirm' | 'reject'; other: { reportId: string; number: string } }
  | { kind: 'undo'; verdictId: string; number: string }

export function LinkDecision({ reportId, deciding, onClose }: { reportId: string; deciding: Deciding; onClose: () => void }) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const number = deciding.kind === 'undo' ? deciding.number : deciding.other.number
  const titles = {
    confirm: t('reports.linkTitleConfirm', { number }),
    reject: t('reports.linkTitleReject', { number }),
    undo: t('reports.linkTitleUndo', { number }),
  }
  const buttons = { confirm: t('reports.confirm'), reject: t('reports.reject'), undo: t('reports.undoVerdict') }
  const send = async (reason: string) => {
    await decide(reportId, deciding, reason)
    announce(t('reports.linkDone'))
    await refreshReports(queries)
  }
  return (
    <ReasonDialog
      title={titles[deciding.kind]}
      says={t('reports.linkSay')}
      button={buttons[deciding.kind]}
      onClose={onClose}
      onSend={send}
    />
  )
}

async function decide(reportId: string, deciding: Deciding, reason: string) {
  if (deciding.kind === 'undo') return ask('POST /api/links/undo', { verdictId: deciding.verdictId, reason })
  const other = deciding.other.reportId
  if (deciding.kind === 'confirm') return ask('POST /api/links/confirm', { reportIds: [reportId, other], reason })
  return ask('POST /api/links/reject', { reportIds: [reportId], from: [other], reason })
}
