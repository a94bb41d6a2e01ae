// The public databases of addresses, opened from the installed packages: country by @ip-location-db/geo-whois-asn-country-mmdb (CC0),
// operator by @ip-location-db/asn (RouteViews and DB-IP, CC BY 4.0: pages that show an operator name the source). Both are read late,
// since a site whose packs place all addresses never needs them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { memoised } from '../base/memo.ts'
import { type IpNumber, type IpSpan, ipNumber, ipSpan } from '../country/ip-number.ts'
import { kindOfName, kindOfNetwork, reservedRanges } from './networks.data.ts'
import { type Operators, readOperatorFiles } from './operators.ts'

export interface GeoFacts {
  /** ISO 3166-1 alpha-2. */
  country?: string
  operator?: string
  asn?: number
  kind: 'fixed' | 'mobile-cgnat' | 'hosting' | 'proxy' | 'unknown'
}

export interface Geo {
  /** Undefined for what is no address, or belongs to nobody in particular. */
  lookUp(ip: string): GeoFacts | undefined
  /** Date of the databases, YYYY-MM-DD. */
  dataOn: string
  source: string
}

const COUNTRIES = '@ip-location-db/geo-whois-asn-country-mmdb'
const OPERATORS = '@ip-location-db/asn'
const MOST_KEPT = 50_000

/** Works from source and from a bundle: packages are resolved from where this file lies. */
const requireHere = createRequire(import.meta.url)
const folderOf = (name: string): string => dirname(requireHere.resolve(`${name}/package.json`))
const versionOf = (name: string): string => (requireHere(`${name}/package.json`) as { version: string }).version

/** The packages carry their date in the version: 2.3.2026061719. */
export function dateOfVersion(version: string): string {
  const [, year, month, day] = /\.(\d{4})(\d{2})(\d{2})\d{2}$/.exec(version) ?? []
  if (!year) throw new Error(`The version ${version} of the address database carries no date`)
  return `${year}-${month}-${day}`
}

export function openGeo(): Geo {
  let readers: { countries: Reader<CountryResponse>; operators: Operators } | undefined
  const open = () => ({
    countries: new Reader<CountryResponse>(readFileSync(join(folderOf(COUNTRIES), 'geo-whois-asn-country.mmdb'))),
    operators: readOperatorFiles(join(folderOf(OPERATORS), 'asn-ipv4-num.csv'), join(folderOf(OPERATORS), 'asn-ipv6-num.csv')),
  })
  return {
    dataOn: [COUNTRIES, OPERATORS]
      .map((name) => dateOfVersion(versionOf(name)))
      .sort()
      .at(-1)!,
    source: 'ip-location-db',
    lookUp: memoised((ip) => {
      const address = ipNumber(ip)
      if (address === undefined || isReserved(address)) return undefined
      readers ??= open()
      return factsOf(ip, address, readers)
    }, MOST_KEPT),
  }
}

const reserved: IpSpan[] = reservedRanges.map((range) => ipSpan(range)!)

export const isReserved = ({ version, value }: IpNumber): boolean =>
  reserved.some((span) => span.version === version && value >= span.from && value <= span.to)

function factsOf(
  ip: string,
  address: IpNumber,
  { countries, operators }: { countries: Reader<CountryResponse>; operators: Operators },
): GeoFacts {
  const record = countries.get(plainText(ip, address)) as { country_code?: string } | null
  const operator = operators.of(address)
  return { country: record?.country_code, operator: operator?.name, asn: operator?.asn, kind: kindOf(address, operator) }
}

/** An IPv4 address that came mapped into IPv6 stands in the database as IPv4. */
function plainText(ip: string, { version, value }: IpNumber): string {
  if (version === 6 || !ip.includes(':')) return ip
  return [24n, 16n, 8n, 0n].map((bits) => String((value >> bits) & 255n)).join('.')
}

function kindOf(address: IpNumber, operator: { asn: number; name: string } | undefined): GeoFacts['kind'] {
  if (!operator) return 'unknown'
  const kind = kindOfNetwork[operator.asn] ?? kindOfName.find(([word]) => word.test(operator.name))?.[1]
  // IPv6 needs no shared addresses: each subscriber has a network of their own.
  if (kind === 'mobile-cgnat' && address.version === 6) return 'fixed'
  return kind ?? 'fixed'
}
