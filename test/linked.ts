// Reports that come through the linker's own stage, for tests of links: received, their keys derived, settled.

import { applyWaiting } from '../src/link/apply-decisions.ts'
import { linkChunk } from '../src/link/link-stage.ts'
import type { ChunkReport } from '../src/model/chunk.ts'
import type { Person, Sighting } from '../src/model/report.ts'
import { content, person, sighting } from './contents.ts'
import { type Person as Asker, unitNo } from './people.ts'
import { type Received, received } from './received.ts'
import type { TestWorld } from './world.ts'

export interface Linked {
  holder: string
  sightings: Sighting<string>[]
  people?: Person<string>[]
  /** What happened, as the report dates it. */
  on?: string
}

export async function linkedReport(world: TestWorld, given: Linked): Promise<Received> {
  const { holder, sightings, people = [person('suspect')], on = '2026-05-01' } = given
  const at = `${on}T00:00:00.000Z`
  const incident = {
    ...content().incident,
    time: { at, written: on, offsetMinutes: 0, zone: 'stated' as const, precision: 'day' as const },
  }
  const report = await received(world, { content: content({ people, sightings, incident }), holder: unitNo(holder) })
  await relink(world, report)
  return report
}

/** The stage again, as after a new version. */
export async function relink(world: TestWorld, { reportId, number, content: said }: Received): Promise<string[]> {
  const chunk = { reportId, number, isNew: false, content: said } as ChunkReport
  return world.owner.transaction(null, (tx) => linkChunk(tx, [chunk], { linkKey: world.keys.link, now: world.clock.now() }))
}

/** As the work process does each second; the clock moves, so that no two decisions stand at one instant. */
export async function applied(world: TestWorld): Promise<number> {
  world.clock.pass(1000)
  return world.owner.transaction(null, (tx) => applyWaiting(tx, world.clock.now()))
}

export async function clusterOf(world: TestWorld, { reportId }: Received): Promise<string | undefined> {
  const [row] = await world.owner.sql<{ id: string }>`select cluster_id as id from cluster_of where report_id = ${reportId}`
  return row?.id
}

let used = 0
/** One that no other report has. */
export const aPhone = () => `+99955502${String(++used).padStart(4, '0')}`
export const phone = (value: string, more = {}) => sighting('phone', value, { person: 0, ...more })
export const why = { reason: 'Same person, seen in the statements' }
export const linksOf = async (who: Asker, reportId: string) => (await who.get(`/api/reports/${reportId}/links`)).body
