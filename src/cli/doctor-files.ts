// Whether the server can use what lies in the data folder: a file that belongs to somebody else, as after a copy without owners, would
// stop it only when it is needed.
import type { Dirent, Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Site } from './site.ts'
import { SITES } from './site-folder.ts'

interface User {
  uid: number
  gid: number
}

const READ = 4
const READ_WRITE = 6
const ALL = 7
const MOST_NAMED = 10
/** What is written to where it lies; all other files are only read, or replaced whole. */
const growing = /^(audit\/|postgres\.log$|postgres\/(?!site\.conf$))/

export async function unusableFiles({ site }: { site: Site }): Promise<string[]> {
  const { dataFolder, keysFolder } = site.config
  const user = await serverUser(site)
  const folders = keysFolder.startsWith(`${dataFolder}/`) ? [dataFolder] : [dataFolder, keysFolder]
  const found: string[] = []
  for (const folder of folders) for await (const path of unusableBelow(folder, folder, user)) found.push(path)
  const named = found.slice(0, MOST_NAMED).map((path) => `${path}: the user of the server (id ${user.uid}) cannot use it`)
  if (found.length > MOST_NAMED) named.push(`and ${found.length - MOST_NAMED} more`)
  return found.length === 0
    ? []
    : [...named, `to give all of them to that user, run as root: chown -R ${user.uid}:${user.gid} ${dataFolder}`]
}

/** Of the server that runs; else the owner of the data folder, who is to start it. */
const serverUser = ({ server, config }: Site): Promise<User> => stat(server ? `/proc/${server.serve.pid}` : config.dataFolder)

async function* unusableBelow(top: string, folder: string, user: User): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ignoreGone)
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name)
    // Each of those is another site, with a doctor of its own.
    if (relative(top, path) === SITES) continue
    const found = await stat(path).catch(ignoreGone)
    if (!found) continue
    const below = relative(top, path)
    const acts = below === 'postgres' || below.startsWith('postgres/') ? await serverOfDatabase(top, user) : user
    if (!mayUse(found, acts, rightsOn(entry, below))) yield path
    else if (entry.isDirectory()) yield* unusableBelow(top, path, user)
  }
}

/** Started by root, the database runs as the owner of its folder. */
const serverOfDatabase = async (top: string, user: User): Promise<User> =>
  user.uid === 0 ? await stat(join(top, 'postgres')) : user

const rightsOn = (entry: Dirent, below: string): number => {
  if (entry.isDirectory()) return ALL
  return growing.test(below) ? READ_WRITE : READ
}

function mayUse({ uid, gid, mode }: Stats, user: User, rights: number): boolean {
  if (user.uid === 0) return true
  const theirs = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode
  return (theirs & rights) === rights
}

/** Files come and go while the server runs; a folder that we may not enter was named already. */
function ignoreGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'EACCES') throw error
  return undefined
}
