// What must not move under a finger: a list that closes because something else was pressed closes when the press has done its work.

let isPressed = false
for (const [name, pressed] of [
  ['pointerdown', true],
  ['pointerup', false],
  ['pointercancel', false],
] as const)
  globalThis.document?.addEventListener(
    name,
    () => {
      isPressed = pressed
    },
    true,
  )

/** At once, or after the click that the present press becomes. */
export function afterPress(run: () => void): void {
  if (!isPressed) {
    run()
    return
  }
  const ended = new AbortController()
  const end = () => {
    ended.abort()
    setTimeout(run)
  }
  for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, end, { signal: ended.signal })
}
