// How far a batch is, for the person who waits: by its files, and within the one that is being read by its bytes.
import type { Sql } from '../../base/database.ts'

export interface HowFar {
  files: number
  filesRead: number
  /** What is read of the next one, between 0 and 1. */
  share: number
}

export async function howFar(sql: Sql, batchId: string): Promise<HowFar> {
  const [counted] = await sql<{ files: number; filesRead: number }>`
    select count(*)::int as files, count(*) filter (where state not in ('waiting', 'reading'))::int as "filesRead"
    from receipt where batch_id = ${batchId} and part = 0`
  const [last] = await sql<{ digest: Buffer | null; byteTo: number | null; isOpen: boolean }>`
    select r.digest, r.byte_to as "byteTo", exists (select 1 from receipt f
        where f.batch_id = ${batchId} and f.ordinal = r.ordinal and f.part = 0 and f.state in ('waiting', 'reading')) as "isOpen"
    from receipt r where r.batch_id = ${batchId} and r.part > 0 order by r.ordinal desc, r.part desc limit 1`
  const [file] = last?.isOpen
    ? await sql<{ size: number }>`select size_bytes as size from original where digest = ${last.digest}`
    : []
  return { ...counted!, share: file?.size ? Math.min(1, (last!.byteTo ?? 0) / file.size) : 0 }
}
