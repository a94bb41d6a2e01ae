// Whether the chain keeps up (entries that wait longer than a minute for their place, and what holds them), and whether the file outside
// has all that was signed.
import { systemClock } from '../base/clock.ts'
import type { Config } from '../base/config.ts'
import type { Database } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import { verifierFrom } from './checkpoint.ts'
import { checkpointFileIn } from './checkpoint-file.ts'
import { ALARM_AFTER_MS, auditLag } from './lag.ts'
import { findingOf, lastSignedIn, lossOf, toldLoss } from './last-signed.ts'

interface Context {
  database: Pick<Database, 'sql'>
  /** Without a server nothing gives places, and nothing is wrong with that: they are given at the next start. */
  site: { server?: unknown; config: Pick<Config, 'dataFolder' | 'keysFolder'>; keys: Pick<Keys, 'checkpoint'> }
}

export const auditChecks = [
  { name: 'no entry of the log waits long for its place', run: lateEntries },
  { name: 'the checkpoint file has all that was signed', run: lostCheckpoints },
]

async function lostCheckpoints({ database: { sql }, site: { config, keys } }: Context): Promise<string[]> {
  const [checkpointFile, lastSignedFile] = [checkpointFileIn(config.dataFolder), lastSignedIn(config.keysFolder)]
  const loss = await lossOf({ sql, verifier: verifierFrom(keys.checkpoint.publicKey), checkpointFile, lastSignedFile })
  if (loss) return [`${findingOf(loss).says} (${checkpointFile})`]
  const told = await toldLoss(sql)
  return told ? [`${checkpointFile} was lost before ${told.at.toISOString()} and has a gap: put back a copy of it`] : []
}

async function lateEntries({ database, site }: Context): Promise<string[]> {
  const { unplaced, oldestAt, heldBy } = await auditLag(database, systemClock)
  if (site.server === undefined || oldestAt === null || Date.now() - oldestAt.getTime() <= ALARM_AFTER_MS) return []
  const seconds = Math.floor((Date.now() - oldestAt.getTime()) / 1000)
  const cause = heldBy ?? 'the work process, which gives the places, does not'
  return [`${unplaced} entries of the log wait for their place, the oldest for ${seconds} s; what holds them: ${cause}`]
}
