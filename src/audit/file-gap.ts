// A checkpoint file that was lost, as the sequencer meets it: told in the log of the server and in the log itself, and signing goes on
// behind the gap. When a copy was put back, the next start finds the file whole and tells that, too.
import type { Sql, Tx } from '../base/database.ts'
import { canonicalJson } from '../work/entry.ts'
import { record } from '../work/record.ts'
import { type Verifier, verifierFrom } from './checkpoint.ts'
import { findingOf, LOST, type Loss, lossOf, readLastSigned, rememberSigned, toldLoss, WHOLE_AGAIN } from './last-signed.ts'
import type { Sequencing } from './sequencing.ts'
import { signedSizes } from './signed-sizes.ts'

/** Gives the size that the file goes on from: behind the gap, where it was lost. */
export async function goOnFrom(tx: Tx, s: Sequencing, fileEndsAt: number): Promise<number> {
  const loss = await tellLoss(tx, s)
  if (loss === undefined) return fileEndsAt
  await rememberOnce(tx, s, loss.signed)
  return loss.signed
}

/** Once for each in the log itself, which also tells it where nothing can be signed any more. */
export async function tellLoss(tx: Tx, s: Sequencing): Promise<Loss | undefined> {
  const loss = await lossOf({ ...s, sql: tx.sql, verifier: ownVerifier(s) })
  if (loss === undefined) return undefined
  s.log.error(`${findingOf(loss).says}: put back a copy of it (docs/operate.md)`, { file: s.checkpointFile })
  const detail = { fileEndsAt: loss.fileEndsAt, signed: loss.signed }
  if ((await toldLoss(tx.sql))?.detail !== canonicalJson(detail)) await tell(tx, s, { action: LOST, detail })
  return loss
}

/** Where nothing was remembered yet, the gap ends with what the table says now: what is signed later must not widen it. */
async function rememberOnce({ sql }: Tx, { lastSignedFile, log }: Sequencing, size: number): Promise<void> {
  if (await readLastSigned(lastSignedFile)) return
  const [last] = await sql<{ note: string }>`select note from checkpoint where size = ${size}`
  // A folder of keys that is only read keeps nobody from signing, nor the loss from being told.
  await rememberSigned(lastSignedFile!, last!.note).catch((error) =>
    log.warn('What was signed last could not be remembered', { file: lastSignedFile, error }),
  )
}

/** To be asked at a start only: it reads the whole file. */
export async function tellIfMended(s: Sequencing): Promise<void> {
  const { sql } = s.database
  if (!(await toldLoss(sql)) || !(await isWhole(s, sql, ownVerifier(s)))) return
  s.log.warn('The checkpoint file is whole again', { file: s.checkpointFile })
  await s.database.transaction(null, (tx) => tell(tx, s, { action: WHOLE_AGAIN, detail: {} }))
}

const ownVerifier = (s: Sequencing): Verifier => verifierFrom(s.keys.checkpoint.publicKey)

async function isWhole(s: Sequencing, sql: Sql, verifier: Verifier): Promise<boolean> {
  if (await lossOf({ ...s, sql, verifier })) return false
  for await (const { faults } of signedSizes({ sql, verifier, checkpointFile: s.checkpointFile }))
    if (faults.length > 0) return false
  return true
}

const tell = (tx: Tx, s: Sequencing, what: { action: string; detail: Record<string, unknown> }) =>
  record(tx, s.keys.audit, {
    at: s.clock.now(),
    actor: { id: null, name: 'sequencer', agencyNo: null },
    outcome: what.action === LOST ? 'failed' : 'done',
    ...what,
  })
