// A new report as the stages take it: content in clear, hot columns still empty.
import { firstOf } from '../base/text.ts'
import type { Packs } from '../country/pack.ts'
import { packOf } from '../country/packs-of.ts'
import { senderOf } from '../country/senders.ts'
import type { ChunkReport } from '../model/chunk.ts'
import type { Content } from '../model/report.ts'
import { allStages } from '../model/stage.ts'
import type { Touched } from './judge.ts'
import { sourceSlug } from './sources.ts'

export function senderIn(packs: Packs, packId: string, content: Content<string>): { senderId: string; senderName: string } {
  const name = content.sender.name.trim()
  const sender = senderOf(packOf({ packs }, packId), name)
  return { senderId: sender?.id ?? (sourceSlug(name) || 'unknown'), senderName: sender?.name ?? firstOf(name, 200) }
}

/** An instant that the table can hold; what a sender wrote may be any year. */
export function instantOf(text: string | null | undefined): Date | null {
  if (!text) return null
  const at = Date.parse(text)
  return Number.isFinite(at) ? new Date(at) : null
}

export function chunkReportOf(
  touched: Touched,
  { number, now, packs }: { number: string; now: Date; packs: Packs },
): ChunkReport {
  const { source, content } = touched
  return {
    reportId: touched.reportId,
    number,
    version: touched.version,
    rendition: touched.rendition,
    isNew: true,
    due: allStages,
    sourceId: source.sourceId,
    sourceNumber: touched.sourceNumber,
    ...senderIn(packs, source.pack, content),
    pack: source.pack,
    holderNo: source.deskNo,
    seenBy: [],
    firstHolderNo: source.deskNo,
    state: 'received',
    isReranked: false,
    priority: 0,
    incidentAt: instantOf(content.incident.time?.at),
    receivedAt: now,
    clockFromAt: null,
    content,
    hot: {},
  }
}
