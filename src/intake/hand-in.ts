// Handing in what was kept already: the batch, its files and their receipts in one transaction. Acknowledged means that all originals
// are on disk and this has committed; the reading follows by itself.
import { z } from 'zod'
import { packOf } from '../country/packs-of.ts'
import { action } from '../work/action.ts'
import { closeBatch, type KeptFile, mustHaveRoom, recordFile, startBatch } from './receive.ts'
import { sourceIdOf } from './sources.ts'

export interface NamedFile {
  name: string
  kept: KeptFile
}

export const handIn = action({
  name: 'batch.hand-in',
  needs: 'batch:hand-in',
  input: z.object({
    /** The source of documents that name none; by default the pack's clearing-house. */
    source: z.string().trim().max(200).optional(),
    door: z.enum(['console', 'upload']),
    files: z.array(z.custom<NamedFile>()),
  }),
  async run({ sql, world, actor, now, note, about }, { source, door, files }) {
    const pack = packOf(world, actor.unit.pack)
    const deskNo = actor.unit.no
    const sourceId = source ? sourceIdOf(pack, source) : pack.clearingHouse
    const by = { id: actor.id, name: actor.name }
    const batchId = await startBatch(sql, { deskNo, sourceId, door, by, now })
    about('batch', batchId)
    let ordinal = 1
    for (const { name, kept } of files) {
      ordinal += await recordFile(sql, { batchId, deskNo, ordinal, name, now }, kept)
      mustHaveRoom(ordinal - 1)
    }
    await closeBatch(sql, batchId, now)
    note({ files: ordinal - 1, source: sourceId, bytes: files.reduce((sum, one) => sum + one.kept.original.sizeBytes, 0) })
    return { batchId, files: ordinal - 1 }
  },
})
