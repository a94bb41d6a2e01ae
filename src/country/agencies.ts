// The tree of agencies of a pack: who stands above and below whom, and the rows with which a site begins.
import { hash } from 'node:crypto'
import { stampedId } from '../model/stamped-id.ts'
import type { Agency, Pack, Place } from './pack.ts'

const indexes = new WeakMap<readonly Agency[], Map<string, Agency>>()

export function agencyOf(pack: Pack, id: string): Agency | undefined {
  let index = indexes.get(pack.agencies)
  if (index === undefined) {
    index = new Map(pack.agencies.map((agency) => [agency.id, agency]))
    indexes.set(pack.agencies, index)
  }
  return index.get(id)
}

/** From the root to the agency itself. */
export function chainOf(pack: Pack, id: string): Agency[] {
  const chain: Agency[] = []
  for (
    let agency = agencyOf(pack, id);
    agency !== undefined;
    agency = agency.parent === undefined ? undefined : agencyOf(pack, agency.parent)
  ) {
    chain.unshift(agency)
  }
  return chain
}

export const isWithin = (agency: { no: number }, above: { no: number; hi: number }): boolean =>
  agency.no >= above.no && agency.no <= above.hi

/** The agency and all below it. */
export const subtreeOf = (pack: Pack, above: { no: number; hi: number }): Agency[] =>
  pack.agencies.filter((agency) => isWithin(agency, above))

/** The places for which an agency is responsible itself. */
export const areaOf = (pack: Pack, id: string): Place[] => pack.places.filter((place) => place.agency === id)

/** The pack in whose range a unit's number lies. */
export function packOfNo(packs: Iterable<Pack>, no: number): Pack | undefined {
  for (const pack of packs) if (no >= pack.numbers.from && no <= pack.numbers.to) return pack
  return undefined
}

/** A row of the table `agency`, but for the time it was made. */
export interface AgencyRow {
  agency_id: string
  pack: string
  slug: string
  no: number
  hi: number
  parent_no: number | null
  chain: number[]
  kind: string
  name: Record<string, string>
  zone: string
  may_register: boolean
}

/** The agencies of a pack as rows, parents first. The id is a hash of pack and slug, so that planting twice makes no doubles. */
export function agencyRows(pack: Pack): AgencyRow[] {
  const byId = new Map(pack.agencies.map((agency) => [agency.id, agency]))
  const chains = new Map<string, number[]>()
  return pack.agencies.map((agency) => {
    const parent = agency.parent === undefined ? undefined : byId.get(agency.parent)
    const chain = [...(parent === undefined ? [] : chains.get(parent.id)!), agency.no]
    chains.set(agency.id, chain)
    return {
      agency_id: agencyUuid(pack.id, agency.id),
      pack: pack.id,
      slug: agency.id,
      no: agency.no,
      hi: agency.hi,
      parent_no: parent?.no ?? null,
      chain,
      kind: agency.kind,
      name: agency.name,
      zone: agency.zone,
      may_register: agency.mayRegister && agency.isOn,
    }
  })
}

const agencyUuid = (pack: string, slug: string): string => stampedId(hash('sha256', JSON.stringify(['agency', pack, slug])))
