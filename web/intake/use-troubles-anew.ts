// What waits in quarantine, asked again, with the number beside Intake in the rail.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

export function useTroublesAnew(): () => Promise<unknown> {
  const queries = useQueryClient()
  return useCallback(
    () => Promise.all([['intake', 'quarantine'], ['waiting']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
    [queries],
  )
}
