// What speaks against two reports being about one person: another date of birth, another full name. Only where each names exactly one
// suspect, and only values that stand open in both: what is sealed is compared by nobody.
import type { Content, Person } from '../model/report.ts'
import { differsReason, type PairReason } from './pair.ts'

const OTHER_BIRTH_BITS = -8
const OTHER_NAME_BITS = -4

export function differencesBetween(here: Content | undefined, there: Content | undefined): PairReason[] {
  const [a, b] = [onlySuspect(here), onlySuspect(there)]
  if (!a || !b) return []
  const reasons: PairReason[] = []
  if (isOther(birthOf(a), birthOf(b))) reasons.push(differsReason('date-of-birth', OTHER_BIRTH_BITS))
  if (isOther(nameOf(a), nameOf(b))) reasons.push(differsReason('name', OTHER_NAME_BITS))
  return reasons
}

function onlySuspect(content: Content | undefined): Person | undefined {
  const suspects = content?.people.filter(({ role }) => role === 'suspect') ?? []
  return suspects.length === 1 ? suspects[0] : undefined
}

const isOther = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a !== b

const birthOf = ({ dateOfBirth }: Person): string | undefined => (typeof dateOfBirth === 'string' ? dateOfBirth : undefined)

/** First and last name, case and accents aside; half a name says too little. */
function nameOf({ firstName, lastName }: Person): string | undefined {
  if (typeof firstName !== 'string' || typeof lastName !== 'string') return undefined
  return `${firstName} ${lastName}`.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}
