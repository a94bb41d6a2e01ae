// The packs of the site: what each holds, how much of it is on, and how much an officer has confirmed.
import { z } from 'zod'
import { namesShape } from '../model/named.ts'
import { action } from '../work/action.ts'
import { entriesOf, listedKinds } from './entries.ts'
import { packsInUse } from './site.ts'

export const packShape = z.object({
  id: z.string(),
  name: namesShape,
  ruleVersion: z.string(),
  zone: z.string(),
  languages: z.array(z.string()),
  source: z.string(),
  status: z.string(),
  checkedOn: z.string(),
  kinds: z.array(z.object({ kind: z.string(), entries: z.number(), on: z.number(), confirmed: z.number() })),
})

export const listPacks = action({
  name: 'pack.list',
  needs: 'pack:see',
  input: z.object({}),
  async run({ tx, world, note }) {
    const used = await packsInUse(tx)
    const packs = used.flatMap((id) => world.packs.get(id) ?? [])
    note({ packs: used })
    return {
      items: packs.map((pack) => ({
        ...pack,
        kinds: listedKinds
          .map((kind) => ({ kind, all: entriesOf(pack, kind) }))
          .filter(({ all }) => all.length > 0)
          .map(({ kind, all }) => ({
            kind,
            entries: all.length,
            on: all.filter((entry) => entry.isOn).length,
            confirmed: all.filter((entry) => entry.isConfirmed).length,
          })),
      })),
    }
  },
})
