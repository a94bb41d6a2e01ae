// A number, grouped as the reader's locale wants it (lakh in India).
import { useTexts } from '../texts/Say.tsx'
import { locale } from '../texts/texts.ts'

export function count(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}

export function Count({ of }: { of: number }) {
  useTexts()
  return <>{count(of)}</>
}
