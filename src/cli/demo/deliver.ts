// Deliveries of the demonstration: files handed in and worked off as the work process does it, at the time that the held clock shows.
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Keys } from '../../base/keys.ts'
import { awaitLease, type Lease } from '../../base/lease.ts'
import { agencyOf } from '../../country/agencies.ts'
import { packOf } from '../../country/packs-of.ts'
import { commandLine } from '../../country/site.ts'
import { openGeo } from '../../enrich/geo.ts'
import { batchReader, originalsFolder } from '../../intake/read-batch.ts'
import { closeBatch, keepFile, recordFile, startBatch } from '../../intake/receive.ts'
import { caseWatch } from '../../pipeline/mark-cases.ts'
import { PIPELINE_LEASE, workOnce } from '../../pipeline/work.ts'
import { record } from '../../work/record.ts'
import type { Play } from './play.ts'

export interface Deliveries {
  /** Hands files in at the desk of a pack, from its clearing-house, and waits until nothing is due. */
  deliver(pack: string, files: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Holds the lease of the pipeline for as long as the play lasts. */
export async function deliveriesOf(play: Play, keys: Keys): Promise<Deliveries> {
  const { owner, world, clock } = play
  const lease = await awaitLease(owner, { name: PIPELINE_LEASE, holder: `demo ${process.pid}` })
  if (!lease) throw new Error('Another process works on this site')
  const work = workOf(play, keys)
  const held = { lease: lease as Lease, geo: openGeo(), cases: caseWatch() }
  return {
    async deliver(pack, files) {
      await handIn(play, pack, files)
      while ((await workOnce(work, held)) > 0) world.trace.debug('A round of the demonstration', { at: clock.now() })
    },
    close: () => lease.release(),
  }
}

function workOf({ owner, world, clock }: Play, keys: Keys) {
  const { dataFolder, trace: log } = world
  const readBatches = batchReader({ owner, keys, site: world, clock, log, dataFolder })
  return { database: owner, keys, site: world, clock, log, signal: new AbortController().signal, readBatches }
}

async function handIn({ owner, world, clock }: Play, packId: string, files: readonly string[]): Promise<void> {
  const pack = packOf(world, packId)
  const deskNo = agencyOf(pack, pack.desk)!.no
  const store = { folder: originalsFolder(world.dataFolder), installation: world.keys.installation }
  const now = clock.now()
  const by = { id: commandLine.id, name: commandLine.name }
  const batchId = await startBatch(owner.sql, { deskNo, sourceId: pack.clearingHouse, door: 'demo', by, now })
  let ordinal = 1
  for (const file of files) {
    const kept = await keepFile(store, createReadStream(file) as AsyncIterable<Buffer>)
    await owner.transaction(null, async (tx) => {
      ordinal += await recordFile(tx.sql, { batchId, deskNo, ordinal, name: basename(file), now }, kept)
    })
  }
  await owner.transaction(null, async (tx) => {
    await closeBatch(tx.sql, batchId, now)
    const actor = { ...by, agencyNo: deskNo }
    await record(tx, world.keys.audit, {
      at: now,
      actor,
      action: 'batch.hand-in',
      outcome: 'done',
      subject: { kind: 'batch', id: batchId },
      detail: { files: ordinal - 1 },
    })
  })
}
