// What the network of an operator is mostly used for. Judgements of this project from the operators' own descriptions (June 2026), not
// measurements: a hint that an address speaks less for a place, never that it speaks against a person.

/** By number of the autonomous system. */
export const kindOfNetwork: Readonly<Record<number, 'hosting' | 'proxy' | 'mobile-cgnat'>> = {
  8069: 'hosting',
  8075: 'hosting',
  9009: 'hosting',
  13335: 'proxy',
  14061: 'hosting',
  14618: 'hosting',
  16276: 'hosting',
  16509: 'hosting',
  16625: 'hosting',
  20473: 'hosting',
  20940: 'hosting',
  21928: 'mobile-cgnat',
  24940: 'hosting',
  28753: 'hosting',
  31898: 'hosting',
  36351: 'hosting',
  38266: 'mobile-cgnat',
  45102: 'hosting',
  45271: 'mobile-cgnat',
  51167: 'hosting',
  54113: 'proxy',
  55836: 'mobile-cgnat',
  60068: 'hosting',
  60781: 'hosting',
  63949: 'hosting',
  209242: 'proxy',
  212238: 'hosting',
  396982: 'hosting',
}

/** By a word in the operator's name, where its number is not listed. */
export const kindOfName: readonly (readonly [RegExp, 'hosting' | 'proxy' | 'mobile-cgnat'])[] = [
  [/\b(vpn|proxy|tor exit|anonymi[sz])/i, 'proxy'],
  [/\b(hosting|webhost|cloud|data ?cent(er|re)|datacamp|servers?|vps|colocation|dedicated)\b/i, 'hosting'],
  [/\b(mobile|wireless|cellular|gsm)\b/i, 'mobile-cgnat'],
]

/** Ranges that belong to nobody in particular (RFC 6890 and its successors): no database may place them. */
export const reservedRanges: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/127',
  '100::/64',
  '2001:db8::/32',
  '3fff::/20',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]
