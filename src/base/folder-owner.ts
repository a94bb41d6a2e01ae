// Root may run a command on the site of another user. What it makes there belongs to the owner of the folder that it lies in, as if that
// user had made it: else the user's own server could neither read it nor write beside it. For everybody else nothing is done.
import { fchownSync, lchownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A folder, or a file that is closed again. */
export function giveToOwner(path: string): void {
  const owner = ownerAround(path)
  // Never through a link, which the owner of the folder may have put there meanwhile.
  if (owner) lchownSync(path, owner.uid, owner.gid)
}

/** A file that is open as `fd`. */
export function giveOpenFile(fd: number, path: string): void {
  const owner = ownerAround(path)
  if (owner) fchownSync(fd, owner.uid, owner.gid)
}

function ownerAround(path: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = statSync(dirname(path))
  return uid === 0 ? undefined : { uid, gid }
}
