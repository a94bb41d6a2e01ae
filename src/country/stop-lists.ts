// Values that stand for nobody: role mails and placeholders. They are shown, but never join two reports.
import type { IdentifierKind } from '../model/report.ts'
import type { Pack, StopList } from './pack.ts'

interface Compiled {
  list: StopList
  values: Set<string>
  patterns: RegExp[]
}

const compiled = new WeakMap<Pack, Compiled[]>()

function compiledOf(pack: Pack): Compiled[] {
  let lists = compiled.get(pack)
  if (lists === undefined) {
    lists = pack.stopLists
      .filter((list) => list.isOn)
      .map((list) => ({ list, values: new Set(list.values), patterns: list.patterns.map((pattern) => new RegExp(pattern, 'u')) }))
    compiled.set(pack, lists)
  }
  return lists
}

/** The list that stops a value in normal form, or undefined where it is an ordinary one. */
export function stopListOf(pack: Pack, kind: IdentifierKind, normal: string): StopList | undefined {
  const local = kind === 'email' ? normal.slice(0, normal.lastIndexOf('@')).replace(/\+.*$/, '') : normal
  return compiledOf(pack).find(({ list, values, patterns }) => {
    if (list.kind !== kind) return false
    const part = list.part === 'local' ? local : normal
    return values.has(part) || patterns.some((pattern) => pattern.test(part))
  })?.list
}
