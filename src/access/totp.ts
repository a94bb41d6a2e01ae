// Time-based one-time codes (RFC 6238): six digits, thirty seconds, one step of tolerance each way. The secret is kept sealed.
import { Secret, TOTP } from 'otpauth'
import { open, seal } from '../base/seal.ts'

const PERIOD_SECONDS = 30

const totpOf = (login: string, secret: Secret) =>
  new TOTP({ issuer: 'Tipbridge', label: login, secret, digits: 6, period: PERIOD_SECONDS })

const bound = (personId: string) => `person/${personId}/totp`

export function newTotp(login: string, personId: string, key: Buffer): { sealed: Buffer; secret: string; uri: string } {
  const secret = new Secret({ size: 20 })
  return { sealed: seal(key, secret.base32, bound(personId)), secret: secret.base32, uri: totpOf(login, secret).toString() }
}

export interface TotpCheck {
  sealed: Buffer
  personId: string
  code: string
  now: Date
}

/** The step of time (30 s since 1970) whose code it is; null where it is none. */
export function stepOf(key: Buffer, { sealed, personId, code, now }: TotpCheck): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const secret = Secret.fromBase32(open(key, sealed, bound(personId)).toString('utf8'))
  const away = totpOf('', secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return away === null ? null : Math.floor(now.getTime() / (PERIOD_SECONDS * 1000)) + away
}
