// Makes the demonstration on an empty site: packs, people, weeks of deliveries and what everybody did, then the present.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addAgency } from '../../access/agencies.ts'
import { checkpointFileIn } from '../../audit/checkpoint-file.ts'
import { lastSignedIn } from '../../audit/last-signed.ts'
import { drainSequencer } from '../../audit/sequencer.ts'
import { heldClock, systemClock } from '../../base/clock.ts'
import { packageVersion } from '../../base/config.ts'
import { type Database, openDatabase } from '../../base/database.ts'
import type { Log } from '../../base/log.ts'
import { bringIntoForce } from '../../country/in-force.ts'
import { loadPacks } from '../../country/load-pack.ts'
import { plantCommandLine, plantPack } from '../../country/site.ts'
import { OutFolder } from '../generate/out-files.ts'
import type { SetOptions } from '../generate/set-options.ts'
import { writeSet } from '../generate/write-set.ts'
import { packsFolder, type Site } from '../site.ts'
import { type Deliveries, deliveriesOf } from './deliver.ts'
import { addedStation, demoPeople } from './people.data.ts'
import { does, joins, type Play, unitOf } from './play.ts'
import { HOUR, morning, secondCountry } from './story.ts'
import { turns } from './turns.ts'

export interface Making {
  owner: Database
  site: Site
  log: Log
  password: string
  /** Fewer make a smaller one, for tests. */
  size?: Size
  /** Called after each delivery. */
  progress?: (done: number, of: number) => void
}

export interface Size {
  reports: number
  abroad: number
}

const DAY = 24 * HOUR
/** Days before today on which the first country's deliveries came; the last one has just arrived. */
const deliveryDays = [26, 20, 14, 9, 5, 2, 0]
const SPAN_DAYS = 40
const WHOLE: Size = { reports: 1700, abroad: 300 }

export async function makeDemo({ owner, site, log, password, size = WHOLE, progress }: Making): Promise<void> {
  const app = openDatabase({ url: site.urls.app, max: 4, name: 'tipbridge demo app', log })
  const lookup = openDatabase({ url: site.urls.lookup, max: 2, name: 'tipbridge demo lookup', log })
  const audit = openDatabase({ url: site.urls.audit, max: 2, name: 'tipbridge demo audit', log })
  const now = systemClock.now().getTime()
  const clock = heldClock(new Date(now - 27 * DAY))
  const { dataFolder, keysFolder } = site.config
  const world = {
    app,
    lookup,
    log: audit,
    keys: site.keys,
    clock,
    packs: loadPacks(packsFolder),
    trace: log,
    dataFolder,
    version: packageVersion,
  }
  const play: Play = { world, owner, clock, cast: new Map() }
  try {
    await settleIn(play, password)
    const deliveries = await deliveriesOf(play, site.keys)
    await tell({ play, deliveries, now, size, progress }).finally(() => deliveries.close())
    await drainSequencer({
      database: owner,
      keys: site.keys,
      clock: systemClock,
      log,
      checkpointFile: checkpointFileIn(dataFolder),
      lastSignedFile: lastSignedIn(keysFolder),
    })
  } finally {
    await Promise.all([app.close(), lookup.close(), audit.close()])
  }
}

/** Packs, the station that the site adds, and people. */
async function settleIn(play: Play, password: string): Promise<void> {
  const { world, owner, clock } = play
  for (const id of ['xx', 'in']) await plantPack(owner, world.packs.get(id)!, clock.now())
  await plantCommandLine(owner, world.packs.get('xx')!, clock.now())
  for (const person of demoPeople.filter(({ roles }) => roles.includes('administrator'))) await joins(play, person, password)
  const [pack, unit] = addedStation.parent
  const parent = await unitOf(owner, { pack, unit })
  const { slug, name } = addedStation
  await does(play, 'bram.oster', [addAgency, { parentNo: parent.no, slug, name, kind: 'station', mayRegister: true }])
  await bringIntoForce(world, owner.sql)
  for (const person of demoPeople.filter(({ roles }) => !roles.includes('administrator'))) await joins(play, person, password)
}

interface Telling {
  play: Play
  deliveries: Deliveries
  now: number
  size: Size
  progress?: Making['progress']
}

async function tell({ play, deliveries, now, size, progress }: Telling): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tipbridge-demo-'))
  try {
    const files = await generated(folder, {
      country: 'xx',
      reports: size.reports,
      format: 'cybertip-xml',
      until: now,
      broken: 4,
      renditions: 20,
    })
    const abroad = await generated(folder, {
      country: 'in',
      reports: size.abroad,
      format: 'agency-json',
      until: now,
      broken: 0,
      renditions: 0,
    })
    for (const [day, ago] of deliveryDays.entries()) {
      progress?.(day, deliveryDays.length)
      play.clock.set(new Date(now - ago * DAY - (ago === 0 ? HOUR / 2 : 0)))
      await deliveries.deliver(
        'xx',
        files.filter((file) => dayOf(file) === day),
      )
      if (day === 2) await deliveries.deliver('in', abroad)
      if (ago === 0) return
      await morning(play, day)
      if (day === 2) await secondCountry(play)
      await turns(play, day)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Envelopes in their order; what is broken came lately, so that it still waits. */
function dayOf(file: string): number {
  const last = deliveryDays.length - 1
  const [, kind, number] = /(batch|broken)-(\d+)[^/]*$/.exec(file) ?? []
  if (kind === 'batch') return Math.min(Number(number) - 1, last)
  return kind === 'broken' ? last - (Number(number) % 3) : last - 1
}

/** Far from those that `generate` gives: what somebody generates to try it would be new versions of the demonstration. */
const FIRST_NUMBER = 2_500_000

type Wanted = Pick<SetOptions, 'country' | 'reports' | 'format' | 'until' | 'broken' | 'renditions'>

/** The files of a set in the order in which they were sent. */
async function generated(root: string, wanted: Wanted): Promise<string[]> {
  const folder = new OutFolder(join(root, wanted.country))
  await folder.isReady()
  const perFile = Math.ceil(wanted.reports / deliveryDays.length)
  const always = { seed: 20, days: SPAN_DAYS, firstNumber: FIRST_NUMBER, difficulty: 'usual', source: 'Clearing-house' } as const
  await writeSet(folder, { ...always, perFile, ...wanted })
  return (await readdir(folder.folder)).sort().map((name) => join(folder.folder, name))
}
