// The places of the generator against those of pack xx: an address or number that it writes must lead to the place that it means.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../base/config.ts'
import { sites } from './places.data.ts'

const pack = (name: string): string => readFileSync(join(projectRoot, 'packs', 'xx', name), 'utf8')
const csv = (name: string): string[][] =>
  pack(name)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

interface Place {
  id: string
  parent?: string
  name: { en: string }
}
const places = new Map((JSON.parse(pack('places.json')).entries as Place[]).map((place) => [place.id, place]))

const numberOf = (dotted: string): number => dotted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const ranges = csv('ip-ranges.csv')
  .filter(([range]) => !range!.includes(':'))
  .map(([range, place, , , kind]) => {
    const [address, bits] = range!.split('/')
    const from = numberOf(address!)
    return { from, to: from + 2 ** (32 - Number(bits)) - 1, place: place!, kind: kind! }
  })

test.each(sites.map((site) => [site.id, site] as const))('%s: addresses, numbers and codes lead there', (id, site) => {
  for (const [from, size] of site.homes) {
    const range = ranges.find((one) => one.from <= from && from + size - 1 <= one.to)
    expect([range?.place, range?.kind]).toEqual([id, 'fixed'])
  }
  const mobile = ranges.find((one) => one.from <= site.mobile[0] && site.mobile[0] + site.mobile[1] - 1 <= one.to)
  expect(mobile?.kind).toBe('mobile-cgnat')
  expect(csv('ip-ranges.csv').find(([range]) => range === `${site.v6}::/48`)?.[1]).toSatisfy(
    (place: string) => place === id || places.get(place)?.parent === id,
  )
  const phone = csv('phone-ranges.csv').find(([prefix]) => prefix === site.phone)?.[1]
  expect([id, places.get(id)?.parent]).toContain(phone)
  expect(csv('postcodes.csv').find(([prefix]) => prefix === site.postal)?.[1]).toBe(id)
  for (const city of site.cities) {
    const place = [...places.values()].find(({ name }) => name.en === city)!
    expect([place.id, place.parent]).toContain(id)
  }
})
