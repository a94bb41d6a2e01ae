// Files on their way to the server: outside any page, so that leaving the page does not break them off. One batch for what was dropped
// together; the server acknowledges when all of it is on its disk.
import { useSyncExternalStore } from 'react'
import { SaidNo, sendForm } from '../api.ts'

export type Upload = {
  id: number
  files: number
  bytes: number
  sent: number
  name: string
  state: 'sending' | 'keeping' | 'done' | 'failed'
  error?: unknown
}

const MOST_FILES = 10_000

type Kept = { upload: Upload; files: readonly File[]; source: string; stop: () => void }

const listeners = new Set<() => void>()
let kept: readonly Kept[] = []
let shown: readonly Upload[] = []
let given = 0

function put(changed: readonly Kept[]) {
  kept = changed
  shown = kept.map(({ upload }) => upload)
  for (const tell of listeners) tell()
  window.onbeforeunload = shown.some((upload) => upload.state === 'sending') ? (event) => event.preventDefault() : null
}

const set = (id: number, change: Partial<Upload>) =>
  put(kept.map((one) => (one.upload.id === id ? { ...one, upload: { ...one.upload, ...change } } : one)))

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => shown,
  )
}

export function removeUpload(id: number) {
  kept.find(({ upload }) => upload.id === id)?.stop()
  put(kept.filter(({ upload }) => upload.id !== id))
}

/** Told when the server has all of it, and when it is not known or not so. */
type OnEnd = (isKept: boolean) => void

export function sendAgain(id: number, onEnd: OnEnd) {
  const found = kept.find(({ upload }) => upload.id === id)
  removeUpload(id)
  if (found) sendFiles(found.files, { source: found.source, onEnd })
}

/** Sends files as one batch. A folder keeps its paths as names; the server takes names as labels only. */
export function sendFiles(files: readonly File[], { source, onEnd }: { source: string; onEnd: OnEnd }) {
  if (files.length === 0) return
  given += 1
  const id = given
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  const upload: Upload = { id, files: files.length, bytes, sent: 0, name: files[0]?.name ?? '', state: 'sending' }
  if (files.length > MOST_FILES) {
    const error = new SaidNo({
      kind: 'invalid',
      code: 'too-many-files',
      facts: { most: MOST_FILES },
      status: 0,
      asked: 'POST /api/batches',
    })
    put([...kept, { upload: { ...upload, state: 'failed', error }, files: [], source, stop: () => undefined }])
    return
  }
  const sending = sendForm<unknown>('/api/batches', formOf(files, source), (sent) =>
    set(id, { sent: Math.min(sent, bytes), state: sent >= bytes ? 'keeping' : 'sending' }),
  )
  put([...kept, { upload, files, source, stop: sending.stop }])
  sending.answer
    .then(() => {
      set(id, { state: 'done', sent: bytes })
      onEnd(true)
    })
    .catch((error) => {
      set(id, { state: 'failed', error })
      onEnd(false)
    })
}

/** The source first: the server reads a form as a stream. */
function formOf(files: readonly File[], source: string): FormData {
  const form = new FormData()
  if (source) form.append('source', source)
  for (const file of files) form.append('file', file, file.webkitRelativePath || file.name)
  return form
}
