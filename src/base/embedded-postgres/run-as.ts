// Under which user PostgreSQL runs. It refuses root: as root we start it as the owner of its folder; a new one as the owner of the data
// folder, whose own server is to use it later, else as postgres, else as nobody.
// A user without a line in /etc/passwd does not work either (initdb asks for its name).
import { lstatSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface RunAs {
  /** Spread into the options of spawn. */
  ids: { uid?: number; gid?: number }
  /** Whether that is another user than ours. */
  isOther: boolean
}

export class NoUserError extends Error {
  override name = 'NoUserError'
}

export function runAsFor(clusterFolder: string): RunAs {
  if (process.getuid?.() !== 0) return { ids: {}, isOther: false }
  const users = readUsers()
  const owner = ownerOf(clusterFolder)
  const user = owner ? withId(users, owner) : newOwner(users, dirname(clusterFolder))
  if (!user)
    throw new NoUserError('PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run it as.')
  return { ids: { uid: user.uid, gid: user.gid }, isOther: true }
}

function ownerOf(folder: string): number | undefined {
  try {
    return lstatSync(folder).uid || undefined
  } catch {
    return undefined
  }
}

interface User {
  name: string
  uid: number
  gid: number
}

function readUsers(): User[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
}

function newOwner(users: User[], dataFolder: string): User | undefined {
  return withId(users, ownerOf(dataFolder)) ?? named(users, 'postgres') ?? named(users, 'nobody')
}

function withId(users: User[], id: number | undefined): User | undefined {
  return users.find(({ uid }) => uid === id)
}

function named(users: User[], name: string): User | undefined {
  return users.find((user) => user.name === name)
}
