// The dialogs that act on reports, one open at a time: `ask('offer', targets)` from a key, a button or the palette.
import { type ReactNode, useState } from 'react'
import { RegisterDialog } from '../cases/RegisterDialog.tsx'
import { AssignDialog } from './dialogs/AssignDialog.tsx'
import { LinkDialog } from './dialogs/LinkDialog.tsx'
import { OfferDialog } from './dialogs/OfferDialog.tsx'
import { RerankDialog } from './dialogs/RerankDialog.tsx'
import { SettleDialog } from './dialogs/SettleDialog.tsx'
import { ShareDialog } from './dialogs/ShareDialog.tsx'
import type { Target } from './targets.ts'

export type DialogKind = 'offer' | 'assign' | 'rerank' | 'settle' | 'share' | 'register' | 'link'
type Asked = { kind: DialogKind; targets: readonly Target[]; to?: number }

const dialogs = {
  assign: AssignDialog,
  rerank: RerankDialog,
  settle: SettleDialog,
  share: ShareDialog,
  register: RegisterDialog,
  link: LinkDialog,
}

export function useReportDialogs(): {
  ask: (kind: DialogKind, targets: readonly Target[], to?: number) => void
  open: ReactNode
} {
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const ask = (kind: DialogKind, targets: readonly Target[], to?: number) =>
    targets.length > 0 ? setAsked({ kind, targets, to }) : undefined
  return { ask, open: asked ? draw(asked, close) : null }
}

function draw({ kind, targets, to }: Asked, onClose: () => void): ReactNode {
  if (kind === 'offer') return <OfferDialog targets={targets} to={to} onClose={onClose} />
  const Chosen = dialogs[kind]
  return <Chosen targets={targets} onClose={onClose} />
}
