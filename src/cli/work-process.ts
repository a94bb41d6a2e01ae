// Entry of the work process (dist/work.js): what happens without a person asking. It has the owner's role and all keys.
import { systemClock } from '../base/clock.ts'
import { packageVersion } from '../base/config.ts'
import { openDatabase } from '../base/database.ts'
import { unpackKeys } from '../base/keys.ts'
import type { Log } from '../base/log.ts'
import { type Running, runChild } from './run-child.ts'
import type { WorkStart } from './start-message.ts'
import { type WorkContext, workers } from './workers.ts'

const OWNER_CONNECTIONS = 8

async function startWork(start: WorkStart, log: Log): Promise<Running> {
  const database = openDatabase({ url: start.ownerUrl, max: OWNER_CONNECTIONS, name: 'tipbridge work', log })
  const context: WorkContext = {
    database,
    keys: unpackKeys(start.keys),
    clock: systemClock,
    log,
    dataFolder: start.dataFolder,
    keysFolder: start.keysFolder,
    version: packageVersion,
  }
  await database.sql`select 1`
  const started = await Promise.all(workers.map((worker) => worker(context)))
  return {
    async stop() {
      await Promise.all(started.map((worker) => worker.stop()))
      await database.close()
    },
  }
}

runChild('work', startWork)
