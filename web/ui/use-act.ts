// One change on a page of administration: ask, say what happened, offer to take it back where that is certain, ask the lists again.
import { useQueryClient } from '@tanstack/react-query'
import { type Answer, ask, type Door, type Given, type Rest } from '../api.ts'
import { announce } from './announce.ts'
import { useSending } from './use-sending.ts'

type Act<D extends Door> = {
  says?: (answer: Answer<D>, given: Given<D>) => string
  undo?: (answer: Answer<D>, given: Given<D>) => () => void
  onDone?: (answer: Answer<D>) => void
}

export function useAct<D extends Door>(door: D, { says, undo, onDone }: Act<D> = {}) {
  const queries = useQueryClient()
  return useSending({
    mutationFn: (given: Given<D>) => ask(door, ...([given] as unknown as Rest<D>)),
    onSuccess: async (answer, given) => {
      // A unit, a person or an entry of a pack is named on many pages: what is on screen is asked again, all else when it is next opened.
      await queries.invalidateQueries()
      onDone?.(answer)
      if (says) announce(says(answer, given), { undo: undo?.(answer, given) })
    },
  })
}
