// From how many points on a report stands in which band: the pack's rule, for whoever ranks by hand.
import { z } from 'zod'
import { packOf } from '../country/packs-of.ts'
import { action } from '../work/action.ts'

export const listBands = action({
  name: 'report.list-bands',
  needs: 'report:see',
  isPlain: true,
  input: z.object({}),
  async run({ world, actor }) {
    return { items: packOf(world, actor.unit.pack).scoring.bands.map(({ id, from }) => ({ band: id, from })) }
  },
})
