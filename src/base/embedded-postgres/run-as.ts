// Under which user PostgreSQL runs. It refuses root: as root we start it as the owner of its folder, else as postgres, else as nobody.
// A user without a line in /etc/passwd does not work either (initdb asks for its name).
import { lstatSync, readFileSync } from 'node:fs'

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
  const user = owner ? users.find(({ uid }) => uid === owner) : (named(users, 'postgres') ?? named(users, 'nobody'))
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

function named(users: User[], name: string): User | undefined {
  return users.find((user) => user.name === name)
}
