// A telephone number as the library reads it, by the numbering plans of the world. Parsing costs 5 to 30 µs.
import { getCountries, getCountryCallingCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** Codes of no country: freephone, shared cost, satellite and other networks (ITU-T E.164, list of assigned codes). */
const ofNoCountry = ['800', '808', '870', '878', '881', '882', '883', '888', '979']
const callingCodes: ReadonlySet<string> = new Set([
  ...getCountries().map((country) => getCountryCallingCode(country)),
  ...ofNoCountry,
])

/** `written` in international form, `+` and digits; undefined where no plan has it. */
export function phoneNumberOf(written: string): PhoneNumber | undefined {
  return isOfPlan(written) ? parsePhoneNumberFromString(written) : undefined
}

/** Calling codes have one to three digits, and none begins another. The library finds the same out by throwing, which costs as much as parsing. */
const isOfPlan = (written: string): boolean => [2, 3, 4].some((to) => callingCodes.has(written.slice(1, to)))
