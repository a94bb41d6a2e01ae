// The stages of the pipeline as the work process runs them, on the world of a test.
import { takeLease } from '../src/base/lease.ts'
import { silentLog } from '../src/base/log.ts'
import { loadAgencyTree } from '../src/country/agency-tree.ts'
import { openGeo } from '../src/enrich/geo.ts'
import { linkChunk } from '../src/link/link-stage.ts'
import type { Draining } from '../src/pipeline/drain.ts'
import type { StageWorld } from '../src/pipeline/run-stages.ts'
import { packs, type TestWorld } from './world.ts'

/** At the time of the world's clock; `given` in place of what is usual. */
export async function stageWorld(world: TestWorld, given: Partial<StageWorld> = {}): Promise<() => StageWorld> {
  const tree = await loadAgencyTree(world.owner.sql)
  const stages = { packs, geo: openGeo(), tree, linkKey: world.keys.link, link: linkChunk, ...given }
  return () => ({ now: world.clock.now(), ...stages })
}

/** With the pipeline's lease, which whoever asks for it gives back. */
export async function aDraining(world: TestWorld, given: Partial<StageWorld> = {}): Promise<Draining> {
  const lease = (await takeLease(world.owner, { name: 'pipeline', holder: 'test' }))!
  const at = await stageWorld(world, given)
  return { database: world.owner, lease, world: at, installation: world.keys.installation, log: silentLog }
}
