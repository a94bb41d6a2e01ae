// The list of values that wait for a ruling: a page goes on past what the reader does not see, until it is full or at the end.
import { expect, it } from 'vitest'
import { person, sighting } from '../contents.ts'
import { linkedReport } from '../linked.ts'
import { as } from '../people.ts'
import { aWorld } from '../world.ts'

it('is not empty where many values of others stand before one of the reader', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const phone = '+999555010101'
  const said = { people: [person('suspect')], sightings: [sighting('phone', phone, { person: 0 })] }
  for (let n = 0; n < 18; n++) await linkedReport(world, { holder: 'harbour', ...said })
  await world.owner.sql`
    insert into link_value (identifier_id, kind, n, state) select gen_random_uuid(), 'phone', 1000 + g, 3 from generate_series(1, 700) g`
  const { body } = await harbour.get('/api/link-values?standing=not-vouched')
  expect(body).toEqual({ items: [expect.objectContaining({ kind: 'phone', value: phone, reports: 18, seen: 18 })], next: null })
  // Where even a long way holds nothing, the page says where to go on, and going on ends.
  await world.owner.sql`
    insert into link_value (identifier_id, kind, n, state) select gen_random_uuid(), 'phone', 5000 + g, 3 from generate_series(1, 12000) g`
  const first = (await harbour.get('/api/link-values?standing=not-vouched')).body
  expect(first).toEqual({ items: [], next: expect.any(String) })
  const second = (await harbour.get(`/api/link-values?standing=not-vouched&cursor=${encodeURIComponent(first.next)}`)).body
  expect(second).toEqual(body)
})
