// The part of the country that an operator serves: the narrowest place that covers all its ranges of the pack.
import type { Pack, Place } from '../country/pack.ts'

interface Areas {
  places: Map<string, Place>
  operators: Map<string, Place | undefined>
}

const areasOfPacks = new WeakMap<Pack, Areas>()

function areasOf(pack: Pack): Areas {
  const known = areasOfPacks.get(pack)
  if (known !== undefined) return known
  const places = new Map(pack.places.filter((place) => place.isOn).map((place) => [place.id, place]))
  const operators = new Map<string, Place | undefined>()
  for (const { operator, place, isOn } of pack.ipRanges) {
    const found = place === undefined || !isOn ? undefined : places.get(place)
    if (found === undefined) continue
    operators.set(operator, operators.has(operator) ? common(operators.get(operator), found, places) : found)
  }
  const areas = { places, operators }
  areasOfPacks.set(pack, areas)
  return areas
}

function above(place: Place, places: ReadonlyMap<string, Place>): Place[] {
  const chain: Place[] = []
  for (
    let one: Place | undefined = place;
    one !== undefined;
    one = one.parent === undefined ? undefined : places.get(one.parent)
  ) {
    chain.push(one)
  }
  return chain
}

function common(a: Place | undefined, b: Place, places: ReadonlyMap<string, Place>): Place | undefined {
  if (a === undefined) return undefined
  const ofB = new Set(above(b, places))
  return above(a, places).find((place) => ofB.has(place))
}

export const placeById = (pack: Pack, id: string): Place | undefined => areasOf(pack).places.get(id)

/** Undefined where the operator is unknown, or serves the whole country: that speaks for nobody. */
export function areaOfOperator(pack: Pack, operator: string): Place | undefined {
  const area = areasOf(pack).operators.get(operator)
  return area?.kind === 'country' ? undefined : area
}
