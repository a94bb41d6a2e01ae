// One small announcement at a time, with its undo: said aloud to screen readers, shown where the page has its slot. What only remarks on a
// key or a press that did nothing stands before what can still be undone, and takes that away from nobody.
import { useSyncExternalStore } from 'react'
import { say, whenLanguageChanges } from '../texts/texts.ts'

/** `open`: the number of the report that it is about, as a way there. */
type More = { undo?: () => void; until?: string; open?: string }
type Remark = { text: string; id: number; at: number }
export type Announcement = More & { text: string; id: number; at: number; remark?: Remark }

const listeners = new Set<() => void>()
let current: Announcement | undefined
let given = 0
let slots = 0

function tell() {
  for (const listener of listeners) listener()
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Gives the number of what was said, for taking it back. */
export function announce(text: string, more: More = {}): number {
  given += 1
  current = { text, ...more, id: given, at: Date.now() }
  tell()
  return given
}

/** Says why something was not done, or what changes nothing. Gives the number, too. */
export function remark(text: string): number {
  if (!current?.undo) return announce(text)
  given += 1
  current = { ...current, remark: { text, id: given, at: Date.now() } }
  tell()
  return given
}

export function dismiss() {
  current = undefined
  tell()
}

/** Takes away what is no longer so, unless something else was said since. */
export function takeBack(id: number) {
  if (current?.id === id) return dismiss()
  if (current?.remark?.id !== id) return
  current = { ...current, remark: undefined }
  tell()
}
// A finished sentence stays in the language in which it was said.
whenLanguageChanges(dismiss)

const FRESH_MS = 3000
/** A key that leads elsewhere may have been the slip itself. */
const UNDO_MS = 60_000

/** On the way to another page: what was said a while ago is done with. */
export function dismissOld(now = Date.now()) {
  if (!current) return
  if (now - current.at > (current.undo ? UNDO_MS : FRESH_MS)) dismiss()
  else if (current.remark && now - current.remark.at > FRESH_MS) takeBack(current.remark.id)
}

let held = 0

/** While something is on its way, what was done before it is not the last any more, and what is on its way cannot be taken back yet. */
export function holdUndo(): () => void {
  let isHeld = true
  held += 1
  return () => {
    if (isHeld) held -= 1
    isHeld = false
  }
}

/** Takes back what was announced last. False where there is no such thing; what has to wait is one all the same. */
export function undoLast(): boolean {
  const undo = current?.undo
  if (!undo) return false
  if (held > 0) remark(say('ui.beingSent'))
  else {
    dismiss()
    undo()
  }
  return true
}

export const announced = (): Announcement | undefined => current

export function useAnnouncement(): Announcement | undefined {
  return useSyncExternalStore(listen, announced)
}

/** A page that shows announcements itself takes the slot, so that the frame does not show them twice. */
export function takeSlot() {
  slots += 1
  tell()
  return () => {
    slots -= 1
    tell()
  }
}

export function useIsSlotTaken(): boolean {
  return useSyncExternalStore(listen, () => slots > 0)
}
