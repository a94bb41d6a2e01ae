// Everything that changes something goes through here, so that it is sent once: while the same is on its way, another press is not heard.
// What takes long says so; in a dialog the dialog says it. Where no answer came, what is on screen is asked again: it may have been done.
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { SaidNo } from '../api.ts'
import { say } from '../texts/texts.ts'
import { holdUndo, remark, takeBack } from './announce.ts'

export const LATE_MS = 500

type Sending<Said, Given> = {
  mutationFn: (given: Given) => Promise<Said>
  onSuccess?: (said: Said, given: Given) => unknown
  onError?: (error: Error, given: Given) => unknown
}

export function useSending<Said, Given = void>({ mutationFn, onSuccess, onError }: Sending<Said, Given>) {
  const queries = useQueryClient()
  const underway = useRef(new Map<string, Late>())
  const answered = (given: Given) => underway.current.get(keyOf(given))?.stop()
  const sending = useMutation<Said, Error, Given>({
    mutationFn: (given) => mutationFn(given),
    onSuccess: (said, given) => {
      answered(given)
      return onSuccess?.(said, given)
    },
    onError: (error, given) => {
      answered(given)
      if (error instanceof SaidNo && error.kind === 'unanswered') askAgain(queries)
      return onError?.(error, given)
    },
    // Only when the lists are there again: what is still shown as before is not done a second time.
    onSettled: (_said, _error, given) => {
      underway.current.delete(keyOf(given))
    },
  })
  const mutate = (given: Given) => {
    // Not the state of the last drawing: two presses may come before the next.
    if (underway.current.has(keyOf(given))) return
    underway.current.set(keyOf(given), sayLate())
    sending.mutate(given)
  }
  const { error, data, isPending, mutateAsync, reset } = sending
  /** `mutateAsync` is for what a dialog sends, which is guarded itself. */
  return { mutate, mutateAsync, error, data, isPending, reset }
}

const keyOf = (given: unknown): string => JSON.stringify(given) ?? ''

/** Not what the server logs each time that it is asked. */
function askAgain(queries: QueryClient) {
  void queries.invalidateQueries({ predicate: ({ meta }) => !meta?.isLogged })
}

type Late = { stop: () => void }

/** Says that it is being sent, if that takes long; what was said so is taken back when the answer is there. */
function sayLate(): Late {
  let said: number | undefined
  const release = holdUndo()
  const timer = setTimeout(() => {
    const isInDialog = document.querySelector('[role="dialog"][aria-modal="true"]')
    if (!isInDialog) said = remark(say('ui.beingSent'))
  }, LATE_MS)
  return {
    stop() {
      clearTimeout(timer)
      release()
      if (said !== undefined) takeBack(said)
    },
  }
}
