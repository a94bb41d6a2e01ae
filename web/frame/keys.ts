// The registry of keys and actions. What is bound last and deepest answers; typing is never taken for a key;
// single-letter keys can be switched off (WCAG 2.1.4); Enter, Escape and the keys of a row that has the focus stay.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { say } from '../texts/texts.ts'
import { remark } from '../ui/announce.ts'
import { keys } from './keys.data.ts'

export type KeyName = keyof typeof keys

/** Something that may be done here: in the palette, on its key, with the reason where it may not. */
export type Action = { id: string; label: string; run: () => void; keyed?: KeyName; whyNot?: string | null }
type Bound = { run: () => void; whyNot?: string | null; label?: string }
type Scope = { level: number; bound: () => Partial<Record<KeyName, Bound>>; actions: () => readonly Action[] }

const scopes: Scope[] = []
const listeners = new Set<() => void>()
let version = 0
let areLettersOff = false

const written: Record<string, string> = {
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  ' ': 'Space',
}

export function letterOf(name: KeyName): string {
  return written[keys[name].key] ?? keys[name].key
}

export function setLettersOff(isOff: boolean) {
  areLettersOff = isOff
}

function changed() {
  version += 1
  for (const tell of listeners) tell()
}

function register(scope: Scope) {
  scopes.push(scope)
  changed()
  return () => {
    scopes.splice(scopes.indexOf(scope), 1)
    changed()
  }
}

/** Keys without an entry in the palette: moving, opening, going back. A higher level answers first. */
export function useKeys(bound: Partial<Record<KeyName, (() => void) | undefined>>, level = 1) {
  const latest = useRef(bound)
  latest.current = bound
  useEffect(() => {
    const read = () => {
      const given = Object.entries(latest.current).filter(([, run]) => run)
      return Object.fromEntries(given.map(([name, run]) => [name, { run }])) as Partial<Record<KeyName, Bound>>
    }
    return register({ level, bound: read, actions: () => [] })
  }, [level])
}

/** What may be done here: bound to its key and listed in the palette, refused ones with their reason. */
export function useActions(actions: readonly Action[], level = 1) {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const read = () => {
      const keyed = latest.current.filter((action) => action.keyed)
      return Object.fromEntries(keyed.map((action) => [action.keyed, action])) as Partial<Record<KeyName, Bound>>
    }
    return register({ level, bound: read, actions: () => latest.current })
  }, [level])
}

function ordered(): Scope[] {
  return scopes
    .map((scope, at) => ({ scope, at }))
    .sort((a, b) => b.scope.level - a.scope.level || b.at - a.at)
    .map(({ scope }) => scope)
}

export function actionsHere(): Action[] {
  return ordered().flatMap((scope) => scope.actions())
}

/** The meanings that are bound just now, for the map of keys. */
export function useBoundKeys(): Set<KeyName> {
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => {
        listeners.delete(tell)
      }
    },
    () => version,
  )
  return new Set(scopes.flatMap((scope) => Object.keys(scope.bound()) as KeyName[]))
}

export function meaningOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): KeyName | undefined {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return 'palette'
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  return (Object.keys(keys) as KeyName[]).find((name) => keys[name].key === event.key)
}

const typing = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"]'
const holdsKeys = '[role="dialog"], [role="menu"], [role="listbox"]'
const ofRow = '[role="row"].row, .row-open, .row-goes'
const presses = 'a, button, summary, input'

/** Whether a key pressed there belongs to what has the focus, not to the page. */
function isTaken(name: KeyName, target: Element | null): boolean {
  if (name === 'palette') return false
  if (target?.closest(typing) || target?.closest(holdsKeys)) return true
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true
  if (keys[name].group === 'rows') return !target?.closest(ofRow) || (name === 'tick' && Boolean(target.closest(presses)))
  return name === 'open' && Boolean(target?.closest('a, button, summary, [role="menuitem"]'))
}

const isLetter = (name: KeyName): boolean => keys[name].key.length === 1 && keys[name].group !== 'rows'

export function startKeys() {
  document.addEventListener('keydown', (event) => {
    const name = meaningOf(event)
    if (!name || event.defaultPrevented || event.isComposing) return
    if (isTaken(name, event.target instanceof Element ? event.target : null)) return
    if (areLettersOff && isLetter(name)) return
    const found = ordered()
      .map((scope) => scope.bound()[name])
      .find(Boolean)
    if (!found) return
    event.preventDefault()
    if (found.whyNot) remark(say('frame.refusedHere', { action: found.label ?? '', reason: found.whyNot }))
    else found.run()
  })
}
