// One small announcement at a time, with its undo: said aloud to screen readers, shown where the page has its slot.
import { useSyncExternalStore } from 'react'
import { whenLanguageChanges } from '../texts/texts.ts'

/** `open`: the number of the report that it is about, as a way there. */
type More = { undo?: () => void; until?: string; open?: string }
export type Announcement = More & { text: string; id: number; at: number }

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

export function dismiss() {
  current = undefined
  tell()
}

/** Takes away what is no longer so, unless something else was said since. */
export function takeBack(id: number) {
  if (current?.id === id) dismiss()
}
// A finished sentence stays in the language in which it was said.
whenLanguageChanges(dismiss)

const FRESH_MS = 3000

/** On the way to another page: what was said a while ago is done with. */
export function dismissOld() {
  if (current && Date.now() - current.at > FRESH_MS) dismiss()
}

/** Takes back what was announced last, where that is possible. */
export function undoLast(): boolean {
  const undo = current?.undo
  if (!undo) return false
  dismiss()
  undo()
  return true
}

export function useAnnouncement(): Announcement | undefined {
  return useSyncExternalStore(listen, () => current)
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
