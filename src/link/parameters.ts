// The figures of the linker, fixed together under one version: a change of any of them means relinking (from-scratch.ts).
// Weight in bits: w(v) = b - log2 n(v). At 19 a value joins by itself, at 14 when it is vouched for; hence soft and cap per kind.

export const joiningKinds = ['account', 'email', 'phone', 'device', 'payment', 'ipv6', 'ip-port-minute'] as const
export type JoiningKind = (typeof joiningKinds)[number]

export interface KindLimits {
  b: number
  /** Up to so many reports a value joins by itself. */
  soft: number
  /** Up to so many it joins when it is vouched for; above it is a hub. */
  cap: number
}

export interface LinkParameters {
  version: string
  /** A value is vouched for when n is at least so many times the number of groups that its reports fall into without it. */
  rho: number
  kinds: Readonly<Record<JoiningKind, KindLimits>>
}

export const JOIN_BITS = 19
export const VOUCH_BITS = 14

const limits = (b: number): KindLimits => ({ b, soft: 2 ** (b - JOIN_BITS), cap: 2 ** (b - VOUCH_BITS) })

export const linkParameters: LinkParameters = {
  version: 'link/1',
  rho: 1.5,
  kinds: {
    account: limits(23),
    email: limits(23),
    phone: limits(23),
    device: limits(23),
    payment: limits(23),
    // The whole address, not its /64: one interface, no address translation. A judgement, not a measurement.
    ipv6: limits(22),
    'ip-port-minute': limits(22),
  },
}

/** What explains and suggests, and never joins: other kinds, and strong ones in another role than the suspect's. */
export const weakBits: Readonly<Record<string, number>> = {
  account: 18,
  email: 18,
  phone: 18,
  payment: 18,
  device: 18,
  'screen-name': 17,
  url: 16,
  ip: 14,
  sha256: 12,
  sha1: 12,
  md5: 12,
  hash: 12,
  pdq: 11,
}

export const isJoiningKind = (kind: string): kind is JoiningKind => (joiningKinds as readonly string[]).includes(kind)

/** What a value is, by a person's ruling or by how many linked reports hold it. As stored in link_value.state. */
export const valueState = { core: 0, vouched: 2, unvouched: 3, hub: 4, personal: 5, shared: 6 } as const
export type ValueState = (typeof valueState)[keyof typeof valueState]

export type Ruling = 'personal' | 'shared'

export const isLiveState = (state: number): boolean =>
  state === valueState.core || state === valueState.vouched || state === valueState.personal

/** Only core values vouch. */
export const isCore = (state: number, n: number, soft: number): boolean =>
  state === valueState.personal || (state !== valueState.shared && n <= soft)

export const isWide = (state: number, n: number, { soft, cap }: KindLimits): boolean =>
  state !== valueState.personal && state !== valueState.shared && n > soft && n <= cap
