// One change on a page of administration: ask, say what happened, offer to take it back where that is certain, ask the lists again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, ask, type Door, type Given, type Rest } from '../api.ts'
import { announce } from './announce.ts'

type Act<D extends Door> = {
  /** First parts of the keys of what shows it. */
  refresh: readonly string[]
  says?: (answer: Answer<D>, given: Given<D>) => string
  undo?: (answer: Answer<D>, given: Given<D>) => () => void
  onDone?: (answer: Answer<D>) => void
}

export function useAct<D extends Door>(door: D, { refresh, says, undo, onDone }: Act<D>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (given: Given<D>) => ask(door, ...([given] as unknown as Rest<D>)),
    onSuccess: async (answer, given) => {
      await Promise.all(refresh.map((key) => queries.invalidateQueries({ queryKey: [key] })))
      onDone?.(answer)
      if (says) announce(says(answer, given), { undo: undo?.(answer, given) })
    },
  })
}
