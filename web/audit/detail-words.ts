// What a part of the detail of an entry is called: `toNo` → "To unit number"; states of receipts come in two spellings.
import type { sayIf } from '../texts/texts.ts'

/** The name itself where it has no words. */
export function detailWords(has: typeof sayIf, name: string): string {
  return has(`auditDetail.${name.replaceAll('_', '-')}`) ?? name
}
