// Who may work here: people and services of the site, asked as one list.
import { queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'

export type Person = Answer<'GET /api/people'>['items'][number]
export type Grant = Person['roles'][number]
export type Token = Person['tokens'][number]

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async () => (await ask('GET /api/people')).items,
  staleTime: 30_000,
})
