// The other side of a referral, seen from where one works.
import { useMe } from '../session.ts'
import type { Referral } from './use-referrals.ts'

export function useOther(row: Pick<Referral, 'from' | 'to'>) {
  const { unit } = useMe()
  const isFromUs = row.from.no === unit.no
  return { unit: isFromUs ? row.to : row.from, isFromUs }
}
