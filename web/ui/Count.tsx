// A number, grouped as the reader's locale wants it (lakh in India).
import { useTexts } from '../texts/Say.tsx'
import { numberText } from '../texts/texts.ts'

export const count = numberText

export function Count({ of }: { of: number }) {
  useTexts()
  return <>{count(of)}</>
}
