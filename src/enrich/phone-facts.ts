// What a telephone number says by itself: the country of its plan and what kind of line it is. Parsing costs 10 µs, so it is remembered.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

export interface PhoneFacts {
  /** ISO 3166-1 alpha-2. */
  country?: string
  type?: string
}

const typeNames: Readonly<Record<string, string>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'other',
  VOIP: 'voip',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'other',
  SHARED_COST: 'other',
  PERSONAL_NUMBER: 'other',
  PAGER: 'pager',
  UAN: 'other',
  VOICEMAIL: 'other',
}

const MOST_KEPT = 20_000
const kept = new Map<string, PhoneFacts>()

/** `phone` in international form, `+` and digits. A number outside any plan says nothing. */
export function phoneFacts(phone: string): PhoneFacts {
  const known = kept.get(phone)
  if (known !== undefined) return known
  const parsed = parsePhoneNumberFromString(phone)
  const type = parsed?.getType()
  const facts: PhoneFacts = { country: parsed?.country, type: type && typeNames[type] }
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(phone, facts)
  return facts
}
