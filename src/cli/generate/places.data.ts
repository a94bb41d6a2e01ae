// Where invented people are: places with the reserved address blocks and fictional numbers that packs/xx lays over them (a test compares
// the two), and a few cities of a second country. Blocks are [first address as a number, how many].
export interface Site {
  id: string
  cities: readonly string[]
  region: string
  country: string
  /** First digits of the postal code; the rest is invented, or zeros where codes are real. */
  postal: string
  postalLength: number
  /** Fixed lines: one address a household. */
  homes: readonly (readonly [number, number])[]
  /** Carrier-grade NAT: one address, thousands of people. */
  mobile: readonly [number, number]
  /** First three groups of its IPv6 addresses. */
  v6: string
  phone: string
  phoneDigits: number
  /** Minutes from UTC in winter and in summer. */
  winter: number
  summer: number
}

const block = (dotted: string, size: number): readonly [number, number] => {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number)
  return [a * 0x1_00_00_00 + b * 0x1_00_00 + c * 0x1_00 + d, size]
}

const portMobile = block('198.18.176.0', 48)
const portStateMobile = block('198.18.144.0', 32)
const hillMobile = block('198.18.160.0', 48)
const coast = { region: 'Port State', country: 'XX', postalLength: 4, phoneDigits: 8, winter: 60, summer: 120 }
const hills = { region: 'Hill State', country: 'XX', postalLength: 4, phoneDigits: 8, winter: 120, summer: 180 }

export const sites: readonly Site[] = [
  {
    ...coast,
    id: 'port-city',
    cities: ['Port City'],
    postal: '10',
    homes: [block('198.18.0.0', 4096), block('198.18.112.0', 4096), block('198.51.100.32', 32)],
    mobile: portMobile,
    v6: '2001:db8:11',
    phone: '+99971',
  },
  {
    ...coast,
    id: 'harbour-district',
    cities: ['Harbour District', 'Mole End'],
    postal: '12',
    homes: [block('198.18.16.0', 4096), block('198.18.128.0', 4096), block('203.0.113.0', 128)],
    mobile: portStateMobile,
    v6: '2001:db8:10',
    phone: '+99970',
  },
  {
    ...coast,
    id: 'fen-district',
    cities: ['Reedham', 'Sluice'],
    postal: '14',
    homes: [block('198.18.32.0', 4096), block('198.18.192.0', 4096), block('198.51.100.128', 64)],
    mobile: block('198.51.100.64', 32),
    v6: '2001:db8:12',
    phone: '+99972',
  },
  {
    ...coast,
    id: 'lantern-district',
    cities: ['Lantern', 'Beacon'],
    postal: '16',
    homes: [block('198.18.48.0', 4096)],
    mobile: portStateMobile,
    v6: '2001:db8:13',
    phone: '+99914',
  },
  {
    ...hills,
    id: 'ridge-district',
    cities: ['Ridgeway', 'High Pass'],
    postal: '21',
    homes: [block('198.18.64.0', 4096)],
    mobile: hillMobile,
    v6: '2001:db8:20',
    phone: '+99980',
  },
  {
    ...hills,
    id: 'vale-district',
    cities: ['Milltown', 'Orchard Green'],
    postal: '23',
    homes: [block('198.18.80.0', 4096)],
    mobile: hillMobile,
    v6: '2001:db8:21',
    phone: '+99981',
  },
  {
    ...hills,
    id: 'pine-district',
    cities: ['Pinefold', 'Larchwood'],
    postal: '25',
    homes: [block('198.18.96.0', 4096)],
    mobile: hillMobile,
    v6: '2001:db8:22',
    phone: '+99923',
  },
]

const doab = {
  country: 'IN',
  postalLength: 6,
  mobile: block('198.19.0.0', 256),
  v6: '2001:db8:50',
  // No subscriber number of that country begins with 100.
  phone: '+91100',
  phoneDigits: 7,
  winter: 330,
  summer: 330,
}

/** Cities are facts of the country; nobody lives at the postal codes, which end in 000. */
export const sitesAbroad: readonly Site[] = [
  { ...doab, id: 'nagpur', cities: ['Nagpur'], region: 'Maharashtra', postal: '440000', homes: [block('198.19.16.0', 4096)] },
  { ...doab, id: 'kollam', cities: ['Kollam'], region: 'Kerala', postal: '691000', homes: [block('198.19.32.0', 4096)] },
  { ...doab, id: 'kanpur', cities: ['Kanpur'], region: 'Uttar Pradesh', postal: '208000', homes: [block('198.19.48.0', 4096)] },
  { ...doab, id: 'madurai', cities: ['Madurai'], region: 'Tamil Nadu', postal: '625000', homes: [block('198.19.64.0', 4096)] },
  { ...doab, id: 'cuttack', cities: ['Cuttack'], region: 'Odisha', postal: '753000', homes: [block('198.19.80.0', 4096)] },
]

/** Addresses that say little about a person. */
export const publicWifi: readonly (readonly [number, number])[] = [block('192.0.2.160', 32), block('203.0.113.192', 32)]
export const proxies: readonly (readonly [number, number])[] = [block('203.0.113.224', 32), block('198.19.224.0', 512)]
export const hosting: readonly (readonly [number, number])[] = [block('192.0.2.192', 64), block('198.19.192.0', 512)]
export const farAway: readonly [number, number] = block('198.19.128.0', 4096)
