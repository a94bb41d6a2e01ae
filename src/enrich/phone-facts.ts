// What a telephone number says by itself: the country of its plan and what kind of line it is. Remembered: it is asked for again and again.
import { memoised } from '../base/memo.ts'
import { phoneNumberOf } from '../model/phone-number.ts'

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

/** `phone` in international form, `+` and digits. A number outside any plan says nothing. */
export const phoneFacts = memoised((phone): PhoneFacts => {
  const parsed = phoneNumberOf(phone)
  const type = parsed?.getType()
  return { country: parsed?.country, type: type && typeNames[type] }
}, 20_000)
