// The data folder as something that may not be usable: one sentence that names it, whichever of its files was asked for first.
import type { Config } from '../base/config.ts'
import { isUsableFolder, makeFolder } from '../base/files.ts'
import { Sentence } from './command.ts'

const faults: Record<string, string> = {
  EACCES: 'this user may not read and write there',
  EPERM: 'this user may not read and write there',
  ENOTDIR: 'it, or a part of its path, is a file and no folder',
  EEXIST: 'it, or a part of its path, is a file and no folder',
  ENOENT: 'no folder can be made there',
  EROFS: 'it lies on a file system that is read-only',
  ENOSPC: 'there is no space left on its disk',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its path leads in a circle',
}

/** What a failure on the folder means for whoever chose it; any other failure stays as it is. */
export function folderFault(folder: string, error: unknown): unknown {
  const fault = faults[(error as NodeJS.ErrnoException).code ?? '']
  return fault ? new Sentence(`The data folder ${folder} cannot be used: ${fault}.`) : error
}

/** Makes the folder where it is missing. */
export async function openFolder({ dataFolder: folder, topFolder }: Pick<Config, 'dataFolder' | 'topFolder'>): Promise<void> {
  try {
    await makeFolder(folder, { isOurs: topFolder === undefined })
  } catch (error) {
    throw folderFault(folder, error)
  }
  if (!(await isUsableFolder(folder))) throw folderFault(folder, { code: 'EACCES' })
}
