// Files of one name from several places: each is named by so much of its path that no two are alike, or receipts would not say which.
import { resolve } from 'node:path'
import { shownName } from './byte-names.ts'

interface Named {
  path: Buffer
  name: string
}

/** A name that was made longer may be that of another: until none is. The same file named twice keeps one name. */
export function tellApart(files: readonly Named[]): void {
  while (byName(files).map(lengthened).includes(true));
}

function byName(files: readonly Named[]): Named[][] {
  const alike = new Map<string, Named[]>()
  for (const file of files) {
    const others = alike.get(file.name)
    if (others) others.push(file)
    else alike.set(file.name, [file])
  }
  return [...alike.values()]
}

/** Gives whether they were of different files, which now bear different names. */
function lengthened(alike: readonly Named[]): boolean {
  if (alike.length === 1) return false
  const paths = alike.map(({ path }) => resolve(shownName(path)).split('/'))
  const places = new Set(paths.map((path) => path.join('/'))).size
  if (places === 1) return false
  for (let parts = alike[0]!.name.split('/').length + 1; ; parts++) {
    const names = paths.map((path) => path.slice(-parts).join('/'))
    if (new Set(names).size < places) continue
    for (const [at, file] of alike.entries()) file.name = names[at]!
    return true
  }
}
