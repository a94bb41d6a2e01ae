// To which source a record belongs, and to which desk the source reports. The source is the authority that issued the number, not the
// door. An unknown one is made known at the desk of the batch's pack, where an administrator can place it; who hands in for some sources
// only has none by naming it first. Of such names only so many wait at a time: beyond them a name stands with its record in quarantine
// and nowhere else, and a retry makes it known once there is room.
import type { Database } from '../base/database.ts'
import { agencyOf } from '../country/agencies.ts'
import type { Pack, Packs } from '../country/pack.ts'
import { packOf } from '../country/packs-of.ts'
import { senderOf, sourcesOf } from '../country/senders.ts'

export interface BatchOrigin {
  batchId: string
  /** The unit that handed it in, and the last number below it. */
  deskNo: number
  deskHi: number
  /** The source of documents that name none. */
  sourceId: string
  pack: string
  /** A service hands in for the sources of its own desk only. */
  isService: boolean
  /** The command line of the server hands in whatever it is given. */
  isForEveryDesk: boolean
}

export interface SourceRow {
  sourceId: string
  pack: string
  deskNo: number
  /** False while only somebody named it who had no desk to give it. */
  isPlaced: boolean
}

/** Whether a unit is the one that handed in, or below it: what is there it sees. */
export const isWithin = ({ deskNo, deskHi }: Pick<BatchOrigin, 'deskNo' | 'deskHi'>, no: number): boolean =>
  no >= deskNo && no <= deskHi

/** Lower-case words with dashes: a name that no pack knows, as an id. */
export const sourceSlug = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 100)

export const sourceIdOf = (pack: Pack, name: string): string =>
  senderOf(pack, name)?.id ?? (sourceSlug(name) || pack.clearingHouse)

/** The source that issued the number of a document, by the name that it gives; null is a document that names none. */
export const sourceIdFor = (pack: Pack, origin: Pick<BatchOrigin, 'sourceId'>, name: string | null): string =>
  name ? sourceIdOf(pack, name) : origin.sourceId

/** The desk that the pack itself gives to a source. */
const deskIn = (pack: Pack, id: string): string | undefined => sourcesOf(pack).find((source) => source.id === id)?.desk

/** Names that one unit gave first and nobody has placed yet; a few more where chunks meet theirs at the same time. */
export const MOST_UNPLACED = 20

interface Named {
  id: string
  name: string
  pack: Pack
  /** The unit that named it; null where it needs nobody to place it. */
  namedByNo: number | null
}

/** Sources by their ids. */
type Known = Map<string, SourceRow>

interface Meeting {
  known: Known
  /** Names by id. */
  unknown: ReadonlyMap<string, string>
  pack: Pack
  origin: BatchOrigin
}

async function roomFor({ sql }: Pick<Database, 'sql'>, deskNo: number): Promise<number> {
  const [row] = await sql<{ n: number }>`select count(*)::int as n from source where not is_placed and named_by_no = ${deskNo}`
  return MOST_UNPLACED - row!.n
}

/** Desks change by an administrator's hand, and what was made known goes with its transaction: rows are asked for anew with every chunk. */
async function learn({ sql }: Pick<Database, 'sql'>, ids: readonly string[], known: Known): Promise<void> {
  const rows =
    await sql<SourceRow>`select source_id as "sourceId", pack, desk_no as "deskNo", is_placed as "isPlaced" from source where source_id = any(${ids}::text[])`
  for (const row of rows) known.set(row.sourceId, row)
}

export class Sources {
  readonly #packs: Packs

  constructor(packs: Packs) {
    this.#packs = packs
  }

  /** The source of each record of a batch by the name that it gives; null where a service may not hand it in. */
  async of(
    database: Pick<Database, 'sql'>,
    origin: BatchOrigin,
    names: readonly (string | null)[],
  ): Promise<(SourceRow | null)[]> {
    const pack = packOf({ packs: this.#packs }, origin.pack)
    const ids = names.map((name) => sourceIdFor(pack, origin, name))
    const known: Known = new Map()
    await learn(database, [...new Set(ids)], known)
    const unknown = new Map(ids.flatMap((id, at) => (known.has(id) ? [] : [[id, names[at] ?? id] as const])))
    if (unknown.size > 0) await meet(database, { known, unknown, pack, origin })
    const isOurs = ({ deskNo, isPlaced }: SourceRow) => deskNo === origin.deskNo && isPlaced
    return ids.map((id) => {
      const source = known.get(id)
      return source && (!origin.isService || isOurs(source)) ? source : null
    })
  }
}

/** What a service names first is nobody's until an administrator has placed it, also at the desk where it lies; and so for other units. */
async function meet(database: Pick<Database, 'sql'>, { known, unknown, pack, origin }: Meeting): Promise<void> {
  const maySettle = origin.isForEveryDesk || (!origin.isService && isWithin(origin, agencyOf(pack, pack.desk)!.no))
  let room = maySettle ? 0 : await roomFor(database, origin.deskNo)
  for (const [id, name] of unknown) {
    const mustWait = !maySettle && deskIn(pack, id) === undefined
    if (mustWait && room-- <= 0) continue
    await make(database, { id, name, pack, namedByNo: mustWait ? origin.deskNo : null })
    await learn(database, [id], known)
  }
}

async function make({ sql }: Pick<Database, 'sql'>, { id, name, pack, namedByNo }: Named): Promise<void> {
  const sender = senderOf(pack, id)
  const deskNo = agencyOf(pack, deskIn(pack, id) ?? pack.desk)!.no
  await sql`
    insert into source (source_id, name, pack, desk_no, kind, made_at, is_placed, named_by_no)
    values (${id}, ${sender?.name ?? name}, ${pack.id}, ${deskNo}, ${sender?.kind ?? 'unknown'}, now(), ${namedByNo === null}, ${namedByNo}) on conflict do nothing`
}
