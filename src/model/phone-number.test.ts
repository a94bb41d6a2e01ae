import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import { phoneNumberOf } from './phone-number.ts'

test('is what the library says, whatever the calling code', () => {
  for (let code = 1; code <= 999; code++) {
    const written = [`+${code}20123456`, `+${code}7911123456`, `+${code}12025550123`]
    expect(written.map((one) => phoneNumberOf(one)?.number)).toEqual(
      written.map((one) => parsePhoneNumberFromString(one)?.number),
    )
  }
})
