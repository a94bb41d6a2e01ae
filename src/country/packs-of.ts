// The packs in force at this site, as part of the world that actions reach.
import type { World } from '../work/world.ts'
import type { Pack, Packs } from './pack.ts'

declare module '../work/world.ts' {
  interface World {
    packs: Packs
  }
}

/** Every unit belongs to a pack that was loaded at the start; anything else is a bug. */
export function packOf(world: Pick<World, 'packs'>, id: string): Pack {
  const pack = world.packs.get(id)
  if (!pack) throw new Error(`No pack ${id} is in force at this site`)
  return pack
}
