// Words for codes of the domain that several features show. Keys are the codes that the server uses.
export const role = {
  analyst: 'analyst',
  officer: 'officer',
  supervisor: 'supervisor',
  auditor: 'auditor',
  administrator: 'administrator',
  service: 'service',
}

/** Actors that are no people, by the name that the log has. */
export const machine = { 'Command line': 'Command line', Intake: 'Intake' }

export const band = { now: 'Danger now', high: 'High', medium: 'Medium', low: 'Low', nowShort: 'Now' }

export const strength = { strong: 'strong', likely: 'likely', possible: 'possible', weak: 'weak', none: 'none' }

export const reportState = {
  received: 'received, not yet triaged',
  triaged: 'triaged, not yet offered',
  offered: 'offered, not yet acknowledged',
  acknowledged: 'acknowledged, under enquiry',
  registered: 'in a registered case',
  settled: 'settled without a case',
  closed: 'case closed',
}

export const referralState = {
  offered: 'offered',
  acknowledged: 'acknowledged',
  returned: 'returned',
  withdrawn: 'withdrawn',
  settled: 'ended',
}

export const caseState = { registered: 'registered', closed: 'closed' }

export const personRole = {
  suspect: 'suspect',
  recipient: 'recipient',
  victim: 'victim',
  reporter: 'reporter',
  associated: 'associated person',
  other: 'other person',
  file: 'file',
  incident: 'incident',
}

export const identifierKind = {
  account: 'account',
  email: 'e-mail',
  phone: 'phone',
  device: 'device',
  'screen-name': 'screen name',
  ip: 'IP address',
  ipv6: 'IPv6 address',
  'ip-port-minute': 'same address, port and minute',
  url: 'web address',
  payment: 'payment handle',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  pdq: 'PDQ',
  hash: 'hash value',
}
