// Who works here, and what may be done: asked once from the server, which alone knows the rules.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from './api.ts'

/** A name in the languages of its pack; English is always there. */
export type Name = Record<string, string>
export type Unit = { no: number; name: Name; kind: string; zone: string; pack: string; mayRegister: boolean }
export type Me = {
  person: { id: string; name: string; login: string; language: string; isKeysOn: boolean; mustChange: boolean; isTotpOn: boolean }
  unit: Unit
  units: (Unit & { roles: string[] })[]
  roles: string[]
  may: Record<string, boolean>
  isDemo: boolean
  version: string
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => get<Me>('/api/me'), staleTime: 60_000, retry: false })

/** The signed-in person. Only below the frame, which shows nothing before the answer is there. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('useMe is for pages inside the frame')
  return data
}

export function useMay(permission: string): boolean {
  return useMe().may[permission] === true
}
