// What an entry puts into the tree. The leaf covers the MAC as well, so that a MAC cannot be exchanged later without being seen.
import { canonicalEntry, type SealedEntry } from '../work/entry.ts'
import { leafHash } from './merkle.ts'

export const entryLeaf = (entry: SealedEntry) => leafHash(Buffer.concat([canonicalEntry(entry), entry.mac]))
