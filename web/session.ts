// Who works here, and what may be done: asked once from the server, which alone knows the rules.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Answer, ask, isShownForSomebody, SaidNo, showFor } from './api.ts'

/** A name in the languages of its pack; English is always there. */
export type Name = Record<string, string>
export type Me = Answer<'GET /api/me'>

async function askMe(): Promise<Me> {
  const me = await ask('GET /api/me')
  // The first answer says for whom this page is; a later one may have been asked before a unit was chosen.
  if (!isShownForSomebody()) showFor({ personId: me.person.id, unitNo: me.unit.no })
  return me
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: askMe, staleTime: 60_000 })

export type Over = 'signed-out' | 'other-person' | 'other-unit'

/** Why the page may not go on as it stands: the session is over, or it is no longer that of whom the page shows. */
export function overBy(error: unknown): Over | undefined {
  if (!(error instanceof SaidNo)) return undefined
  const { code } = error
  return code === 'signed-out' || code === 'other-person' || code === 'other-unit' ? code : undefined
}

/** The signed-in person. Only below the frame, which shows nothing before the answer is there. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('useMe is for pages inside the frame')
  return data
}

export function useMay(permission: string): boolean {
  return useMe().may[permission] === true
}
