// The normal form of an identifier: equal for the same thing, whoever wrote it. The id is a keyed hash of kind and normal form, so a
// change here changes ids: new versions of reports would no longer meet old ones. Pure; results of the slow ones are remembered.
import { isIP, isIPv4 } from 'node:net'
import { parse as parseHost } from 'tldts'
import { phoneNumberOf } from '../model/phone-number.ts'
import type { IdentifierKind } from '../model/report.ts'

export type Normal = { normal: string; fault?: undefined } | { normal?: undefined; fault: string }

const is = (normal: string): Normal => ({ normal })
const not = (fault: string): Normal => ({ fault })

export interface Context {
  /** Lower-case name of the service of an account or screen name; the kind of id for a device. */
  service?: string
  /** Digits of the country calling code, where it was given apart. */
  callingCode?: string
}

/** The normal form, or the code of why there is none: `email-shape`, `phone-shape`, `ip-range`, `hash-length` … */
export function normalForm(kind: IdentifierKind, value: string, context: Context = {}): Normal {
  const text = value.normalize('NFKC').trim()
  if (text === '') return not(`${kind}-empty`)
  if (text.length > 2083) return not(`${kind}-too-long`)
  return forms[kind](text, context)
}

const forms: Record<IdentifierKind, (text: string, context: Context) => Normal> = {
  email,
  phone,
  ip,
  url,
  device,
  account: (text, { service }) => (service ? is(`${service}:${text}`) : is(text)),
  'screen-name': (text, { service }) => is(`${service ?? ''}:${text.replace(/^@/, '').toLowerCase()}`),
  payment: (text) => is(text.replaceAll(/\s+/g, '').toLowerCase()),
  md5: hash(32),
  sha1: hash(40),
  sha256: hash(64),
  pdq: hash(64),
  hash: (text) => is(text.replaceAll(/\s+/g, '').toLowerCase()),
}

function hash(length: number) {
  return (text: string): Normal => {
    const digits = text.toLowerCase()
    if (!/^[0-9a-f]+$/.test(digits)) return not('hash-shape')
    return digits.length === length ? is(digits) : not('hash-length')
  }
}

function email(text: string): Normal {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at).replace(/^mailto:/i, '')
  const domain = text
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/, '')
  if (at < 1 || /[\s<>,;]/.test(text) || !/^[^.]+(\.[^.]+)+$/.test(domain)) return not('email-shape')
  return is(`${local.toLowerCase()}@${domain}`)
}

const REMEMBERED = 50_000
const phones = new Map<string, Normal>()

function phone(text: string, { callingCode }: Context): Normal {
  const digits = text
    .replace(/^tel:/i, '')
    .replace(/(?:;ext=|ext\.?|extension|x|#)\s*\d{1,6}\s*$/i, '')
    .replaceAll(/[^\d+]/g, '')
    .replace(/^00/, '+')
  const whole = digits.startsWith('+') ? digits : callingCode ? `+${callingCode}${digits.replace(/^0/, '')}` : digits
  const known = phones.get(whole)
  if (known) return known
  const form = phoneForm(whole)
  if (phones.size >= REMEMBERED) phones.clear()
  phones.set(whole, form)
  return form
}

/** A number of a country that the library does not know (+999 is nobody's) is kept by its digits: it is ordinary all the same. */
function phoneForm(whole: string): Normal {
  if (!whole.startsWith('+')) return not('phone-no-country')
  const digits = whole.slice(1)
  if (!/^\d{7,15}$/.test(digits)) return not('phone-shape')
  return is(phoneNumberOf(whole)?.number ?? whole)
}

function ip(text: string): Normal {
  const address = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  if (isIPv4(address)) return is(address)
  if (isIP(address) === 0) return not(/^[\d.]+$/.test(address) ? 'ip-range' : 'ip-shape')
  return is(compressed(address))
}

/** RFC 5952; an IPv4 address written as IPv6 is the IPv4 address. */
function compressed(address: string): string {
  const host = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host)
  if (!mapped) return host
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function url(text: string): Normal {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(written)) return not('url-shape')
  const read = new URL(written)
  const { hostname, isIp } = parseHost(read.hostname)
  if (!hostname || (!isIp && !hostname.includes('.'))) return not('url-host')
  const host = read.hostname.replace(/^www\./, '')
  const path = read.pathname.replace(/\/+$/, '')
  return is(`${host}${read.port ? `:${read.port}` : ''}${path}${read.search}`)
}

/** An IMEI with its check digit, whichever of its lengths was written; other ids by their type, without separators. */
function device(text: string, { service = '' }: Context): Normal {
  const type = service.toLowerCase()
  const digits = text.replaceAll(/[\s./-]/g, '')
  if (type === 'imei' || (type === '' && /^\d{14,16}$/.test(digits))) return imei(digits)
  return is(`${type}:${digits.toUpperCase()}`)
}

/** Sixteen digits end in the software version instead of the check digit; a check digit that is wrong makes the id worthless. */
function imei(digits: string): Normal {
  if (!/^\d{14,16}$/.test(digits)) return not('imei-shape')
  const body = digits.slice(0, 14)
  const whole = body + luhnDigit(body)
  return digits.length === 15 && digits !== whole ? not('imei-check') : is(`imei:${whole}`)
}

function luhnDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, sign, place) => {
    const doubled = place % 2 === 0 ? Number(sign) * 2 : Number(sign)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}
