// Senders by the names under which documents know them.
import type { Pack, Sender } from './pack.ts'

const plain = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

const indexes = new WeakMap<Pack, Map<string, Sender>>()

/** By id, name or alias, whatever the case. A sender that no pack names is kept under its own name by the caller. */
export function senderOf(pack: Pack, name: string): Sender | undefined {
  let index = indexes.get(pack)
  if (index === undefined) {
    index = new Map()
    for (const sender of pack.senders)
      for (const key of [sender.id, sender.name, ...sender.aliases]) index.set(plain(key), sender)
    indexes.set(pack, index)
  }
  return index.get(plain(name))
}

/** The senders that issue numbers of their own, with the desk at which they arrive. */
export const sourcesOf = (pack: Pack): (Sender & { desk: string })[] =>
  pack.senders.filter((sender): sender is Sender & { desk: string } => sender.desk !== undefined)

/** The source of a document that names none. */
export const clearingHouseOf = (pack: Pack): Sender & { desk: string } =>
  sourcesOf(pack).find((sender) => sender.id === pack.clearingHouse)!
