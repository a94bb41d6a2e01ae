// Root may run a command on the site of another user. What it makes there belongs to the owner of the folder that it lies in, as if that
// user had made it: else the user's own server could neither read it nor write beside it. For everybody else nothing is done.
import { constants, fchownSync, fstatSync, lchownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A folder, or a file that is closed again. */
export function giveToOwner(path: string): void {
  const owner = ownerAround(path)
  // Never through a link, which the owner of the folder may have put there meanwhile.
  if (owner) lchownSync(path, owner.uid, owner.gid)
}

/** How a file of the data folder is opened for appending: never through a link, which its owner may have set on a file of somebody else. */
export const APPENDING = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW

/** A file that is open as `fd`; one that has another name elsewhere stays whose it is. */
export function giveOpenFile(fd: number, path: string): void {
  const owner = ownerAround(path)
  const about = fstatSync(fd)
  if (owner && about.isFile() && about.nlink === 1) fchownSync(fd, owner.uid, owner.gid)
}

function ownerAround(path: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = statSync(dirname(path))
  return uid === 0 ? undefined : { uid, gid }
}
