// Chunks of records as the reader hands them over, and a site that saves them.
import { createHash } from 'node:crypto'
import { uuid7 } from '../src/base/ids.ts'
import { takeLease } from '../src/base/lease.ts'
import { silentLog } from '../src/base/log.ts'
import type { Chunk, ReadRecord } from '../src/intake/chunks.ts'
import { NumberBlocks } from '../src/intake/number-blocks.ts'
import { originalsFolder } from '../src/intake/read-batch.ts'
import type { SaveSite } from '../src/intake/save.ts'
import { Sources } from '../src/intake/sources.ts'
import { emptyContent, emptyPerson } from '../src/model/empty-report.ts'
import type { Content } from '../src/model/report.ts'
import { unitNo } from './people.ts'
import { packs, type TestWorld } from './world.ts'

export function aTip(change: (content: Content<string>) => void = () => {}): Content<string> {
  const content = emptyContent('cybertip-xml')
  content.sender.name = 'Quaychat'
  content.incident.type = 'csam'
  content.people.push(
    { ...emptyPerson('suspect', 1), lastName: 'Pell' },
    { ...emptyPerson('victim', 1), isSealed: true, firstName: 'Plantedname' },
  )
  content.sightings.push(
    {
      kind: 'phone',
      role: 'suspect',
      person: 0,
      value: '+999 555 0163',
      normal: '+9995550163',
      id: '00000000-0000-8000-8000-00000000000a',
    },
    {
      kind: 'email',
      role: 'victim',
      person: 1,
      value: 'planted@mail.example',
      normal: 'planted@mail.example',
      id: '00000000-0000-8000-8000-00000000000b',
    },
  )
  change(content)
  return content
}

export const digest = (text: string) => createHash('sha256').update(text).digest()

export const file = { ordinal: 1, digest: digest('file'), name: 'tips.xml' }

export function records(...tips: [number: string | null, content: Content<string>, bytes: string][]): ReadRecord[] {
  return tips.map(([sourceNumber, content, bytes], at) => ({
    file,
    part: at + 1,
    format: 'cybertip-xml',
    digest: digest(bytes),
    byteFrom: at * 100,
    byteTo: at * 100 + 100,
    draft: { sourceNumber, sourceName: null, content, entry: at + 1, byteFrom: at * 100, byteTo: at * 100 + 100 },
  }))
}

export async function aSite(world: TestWorld, stages?: SaveSite['stages']): Promise<SaveSite> {
  const lease = (await takeLease(world.owner, { name: 'pipeline', holder: 'test' }))!
  return {
    owner: world.owner,
    lease,
    keys: world.keys,
    store: { folder: originalsFolder(world.dataFolder), installation: world.keys.installation },
    packs,
    clock: world.clock,
    numbers: new NumberBlocks(world.owner),
    sources: new Sources(packs),
    log: silentLog,
    stages,
  }
}

const ofOfficer = { sourceId: 'clearing-house', pack: 'xx', isService: false, isForEveryDesk: false }

function rangeOf(deskNo: number) {
  const { hi } = packs.get('xx')!.agencies.find(({ no }) => no === deskNo)!
  return { deskNo, deskHi: hi }
}

/** As an officer of the National Desk hands it in, or of another unit. */
export async function aChunk(world: TestWorld, given: ReadRecord[], more: Partial<Chunk['origin']> = {}): Promise<Chunk> {
  const batchId = uuid7()
  const deskNo = unitNo('national-desk')
  await world.owner.sql`
    insert into batch (batch_id, desk_no, source_id, door, handed_in_name, made_at) values (${batchId}, ${deskNo}, 'clearing-house', 'command-line', 'test', ${world.clock.now()})`
  return {
    origin: { batchId, ...rangeOf(more.deskNo ?? deskNo), ...ofOfficer, ...more },
    records: given,
  }
}
