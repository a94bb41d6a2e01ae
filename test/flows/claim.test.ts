// What the pipeline takes next: contents may be opened ahead, and only the version that stands is judged.
import { expect, it } from 'vitest'
import { loadAgencyTree } from '../../src/country/agency-tree.ts'
import { claim, type Opened, openContents } from '../../src/pipeline/claim.ts'
import { content, person } from '../contents.ts'
import { unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aWorld } from '../world.ts'

it('takes a content that was opened ahead, and opens it anew where another version stands', async () => {
  await using world = await aWorld()
  const said = content({ people: [person('victim', { school: 'Lantern School' })] })
  const { reportId } = await received(world, { content: said, holder: unitNo('national-desk') })
  const { installation } = world.keys
  const tree = await loadAgencyTree(world.owner.sql)
  const ahead = await openContents(world.owner.sql, { ids: [reportId], installation })
  const opened = ahead.get(reportId)!
  expect(opened).toMatchObject({ version: 1, content: { people: [{ school: 'Lantern School' }] } })
  const claimed = async (given?: Map<string, Opened>) => {
    const [one] = await world.owner.transaction(null, (tx) => claim(tx, { ids: [reportId], tree, installation, opened: given }))
    return one!.report.content
  }
  expect(await claimed(ahead)).toBe(opened.content)
  for (const given of [undefined, new Map([[reportId, { ...opened, version: 2 }]])]) {
    const anew = await claimed(given)
    expect(anew).not.toBe(opened.content)
    expect(anew).toEqual(opened.content)
  }
})
