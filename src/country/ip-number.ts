// Addresses as numbers, so that ranges can be sorted and searched. IPv4 mapped into IPv6 is IPv4.
import { isIP } from 'node:net'

export interface IpNumber {
  version: 4 | 6
  value: bigint
}

export interface IpSpan {
  version: 4 | 6
  from: bigint
  to: bigint
}

function v4Number(text: string): bigint {
  return BigInt(text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0))
}

function v6Number(text: string): bigint {
  const tail = text.slice(text.lastIndexOf(':') + 1)
  const plain = tail.includes('.') ? `${text.slice(0, -tail.length)}${v4Groups(tail)}` : text
  const [before = '', after] = plain.split('::')
  const left = before === '' ? [] : before.split(':')
  const right = after === undefined || after === '' ? [] : after.split(':')
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`)
}

function v4Groups(text: string): string {
  const value = Number(v4Number(text))
  return `${Math.floor(value / 65_536).toString(16)}:${(value % 65_536).toString(16)}`
}

const MAPPED = 0xffffn << 32n

/** Undefined where the text is no address. A zone (`fe80::1%eth0`) is left out. */
export function ipNumber(text: string): IpNumber | undefined {
  const bare = text.split('%')[0]!.trim()
  const version = isIP(bare)
  if (version === 0) return undefined
  if (version === 4) return { version: 4, value: v4Number(bare) }
  const value = v6Number(bare)
  return value >> 32n === 0xffffn ? { version: 4, value: value - MAPPED } : { version: 6, value }
}

/** A range written as `192.0.2.0/27`, `2001:db8:10::/48` or `first-last`; undefined where it is none, or has bits beside its prefix. */
export function ipSpan(text: string): IpSpan | undefined {
  const [first = '', last, ...more] = text.split('-')
  if (more.length > 0) return undefined
  if (last !== undefined) return spanBetween(ipNumber(first), ipNumber(last))
  const [address = '', bits = '', ...rest] = text.split('/')
  const start = ipNumber(address)
  if (start === undefined || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return undefined
  const width = (start.version === 4 ? 32 : 128) - Number(bits)
  if (width < 0) return undefined
  const size = 1n << BigInt(width)
  return start.value % size === 0n ? { version: start.version, from: start.value, to: start.value + size - 1n } : undefined
}

function spanBetween(first: IpNumber | undefined, last: IpNumber | undefined): IpSpan | undefined {
  if (first === undefined || last === undefined || first.version !== last.version || first.value > last.value) return undefined
  return { version: first.version, from: first.value, to: last.value }
}
