// Handing in and reading as the processes do it: files come through the server, batches are read under the writer's lease.
import { createHash, randomBytes } from 'node:crypto'
import { uuid7 } from '../src/base/ids.ts'
import { takeLease } from '../src/base/lease.ts'
import { silentLog } from '../src/base/log.ts'
import { batchReader } from '../src/intake/read-batch.ts'
import type { ReadingThread } from '../src/intake/reading-thread.ts'
import type { SaveSite } from '../src/intake/save.ts'
import { type Person, unitNo } from './people.ts'
import { packs, type TestWorld } from './world.ts'

export type Files = Record<string, string | Buffer>

const BOUNDARY = 'boundary-of-a-test'

export function multipart(files: Files, source?: string): Buffer {
  const parts: Buffer[] = []
  const add = (head: string, body: string | Buffer) =>
    parts.push(
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(body as string),
      Buffer.from('\r\n'),
    )
  if (source !== undefined) add('name="source"', source)
  for (const [name, body] of Object.entries(files)) {
    add(`name="files"; filename="${name}"\r\ncontent-type: application/octet-stream`, body)
  }
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

/** Drops files into the console. */
export async function dropFiles(world: TestWorld, person: Person, { files, source }: { files: Files; source?: string }) {
  const reply = await world.server.inject({
    method: 'POST',
    url: '/api/batches',
    headers: { 'x-tipbridge': '1', cookie: person.cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload: multipart(files, source),
  })
  return { status: reply.statusCode, body: reply.json() }
}

/** Reads everything that waits; without stages the reports stay due. */
export async function readBatches(world: TestWorld, stages?: SaveSite['stages'], thread?: ReadingThread): Promise<number> {
  const lease = (await takeLease(world.owner, { name: 'pipeline', holder: 'test' }))!
  const read = batchReader({
    owner: world.owner,
    keys: world.keys,
    site: { packs },
    clock: world.clock,
    log: silentLog,
    dataFolder: world.dataFolder,
    thread,
  })
  let batches = 0
  for (let n = await read({ lease, stages }); n > 0; n = await read({ lease, stages })) batches += n
  await lease.release()
  return batches
}

export interface Receipt {
  ordinal: number
  part: number
  file: string
  state: string
  reason: string | null
  sourceNumber: string | null
  number: string | null
  place: { line?: number; byte?: number; lines?: [number, number] } | null
  excerpt: string | null
}

/** Receipts of the records of a batch, in order, from the database. */
export const receiptsOf = (world: TestWorld, batchId: string): Promise<Receipt[]> =>
  world.owner.sql<Receipt>`
    select ordinal, part, file, state, reason, source_number as "sourceNumber", number, place, excerpt from receipt
    where batch_id = ${batchId} and part > 0 order by ordinal, part`

export const batchOf = async (world: TestWorld, batchId: string) =>
  (
    await world.owner.sql`
      select state, reason, files, records, accepted, accepted_with_issues as "acceptedWithIssues", duplicate, new_version as "newVersion", quarantined, failed
      from batch where batch_id = ${batchId}`
  )[0]

/** The headers by which a service of a unit is known. */
export async function aService(world: TestWorld, unit: string): Promise<Record<string, string>> {
  const id = uuid7()
  const token = `tb_${randomBytes(24).toString('base64url')}`
  const no = unitNo(unit)
  const now = world.clock.now()
  await world.owner
    .sql`insert into person (person_id, login, name, kind, made_at) values (${id}, ${id}, 'Feed', 'service', ${now})`
  await world.owner.sql`insert into role_grant (person_id, agency_no, role, given_at) values (${id}, ${no}, 'service', ${now})`
  const hash = createHash('sha256').update(token).digest()
  await world.owner
    .sql`insert into api_token (token_id, token_hash, person_id, agency_no, name, made_at) values (${uuid7()}, ${hash}, ${id}, ${no}, 'feed', ${now})`
  return { authorization: `Bearer ${token}` }
}
