// Who works here, and what may be done: asked once from the server, which alone knows the rules.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import type { Language } from './texts/texts.ts'

export type Name = { en: string; hi?: string | null }
export type Unit = { id: string; no?: string | number; name: Name; kind: string; zone: string }
export type Me = {
  person: { id: string; name: string; login: string; language: Language; keysOff: boolean }
  unit: Unit
  units: Unit[]
  roles: string[]
  may: Record<string, boolean>
  pack?: string
  demo: boolean
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
