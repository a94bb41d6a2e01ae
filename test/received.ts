import { contentToBytes, newDataKey, sealContent } from '../src/intake/sealing.ts'
import type { Content } from '../src/model/report.ts'
import { allStages } from '../src/model/stage.ts'
import { identifierId, reportId } from '../src/model/stamped-id.ts'
import { digestOf } from './make.ts'
import type { TestWorld } from './world.ts'

export interface Received {
  reportId: string
  number: string
  content: Content<string>
}

export interface Arrival {
  content: Content<string>
  holder: number
  sender?: string
  receivedAt?: Date
  seenBy?: number[]
  state?: string
}

let arrived = 0

export async function received(world: TestWorld, arrival: Arrival): Promise<Received> {
  const sourceNumber = String(7_000_000 + ++arrived)
  const id = reportId('clearing-house', sourceNumber)
  const number = `R-2026-9${String(arrived).padStart(5, '0')}`
  const content = withIds(arrival.content, world.keys.link)
  const now = arrival.receivedAt ?? world.clock.now()
  const { sql } = world.owner
  const { holder, sender = 'quaychat', seenBy = [], state = 'received' } = arrival
  await sql`
    insert into report (report_id, number, source_id, source_number, sender_id, sender_name, holder_no, seen_by, first_holder_no, state, version,
      received_at, due, due_since, changed_at)
    values (${id}, ${number}, 'clearing-house', ${sourceNumber}, ${sender}, ${sender}, ${holder}, ${seenBy}::int[], ${holder}, ${state}, 1, ${now},
      ${allStages}, ${world.clock.now()}, ${now})`
  await storeVersion(world, { id, number, content, holder, now })
  return { reportId: id, number, content }
}

interface Storing {
  id: string
  number: string
  content: Content<string>
  holder: number
  now: Date
}

async function storeVersion({ owner, keys }: TestWorld, { id, number, content, holder, now }: Storing): Promise<void> {
  const { key, wrapped } = newDataKey(keys.installation, id)
  const bytes = contentToBytes(sealContent(content, key, { reportId: id, version: 1, rendition: 0 }))
  await owner.sql`insert into data_key (report_id, holder_no, wrapped) values (${id}, ${holder}, ${wrapped})`
  await owner.sql`
    insert into report_version (report_id, version, holder_no, format, batch_id, digest, byte_from, byte_to, record_digest, content, accepted_at)
    values (${id}, 1, ${holder}, ${content.format}, ${id}, ${digestOf(number)}, 0, 1, ${digestOf(number)}, ${bytes}, ${now})`
  for (const sighting of content.sightings) {
    if (sighting.id === undefined) continue
    const isSealed = sighting.person !== undefined && content.people[sighting.person]!.isSealed
    await owner.sql`
      insert into sighting (identifier_id, report_id, kind, role, is_sealed) values (${sighting.id}, ${id}, ${sighting.kind}, ${sighting.role}, ${isSealed})
      on conflict do nothing`
  }
}

const withIds = (content: Content<string>, linkKey: Buffer): Content<string> => ({
  ...content,
  sightings: content.sightings.map((sighting) =>
    sighting.normal === undefined ? sighting : { ...sighting, id: identifierId(linkKey, sighting.kind, sighting.normal) },
  ),
})
