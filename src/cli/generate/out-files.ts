// Files of a set, written in pieces of about a megabyte, so that memory stays small whatever their number.
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../base/files.ts'
import { Sentence } from '../command.ts'

const PIECE = 1 << 20

export class OutFile {
  readonly #file: FileHandle
  #text = ''

  constructor(file: FileHandle) {
    this.#file = file
  }

  async add(text: string): Promise<void> {
    this.#text += text
    if (this.#text.length >= PIECE) await this.#flush()
  }

  async close(): Promise<void> {
    await this.#flush()
    await this.#file.close()
  }

  async #flush(): Promise<void> {
    const piece = this.#text
    this.#text = ''
    if (piece) await this.#file.writeFile(piece)
  }
}

export class OutFolder {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Makes it where it is missing; false where something lies in it. */
  async isReady(): Promise<boolean> {
    await makeFolder(this.folder).catch((error) => cannotMake(this.folder, error))
    return (await readdir(this.folder)).length === 0
  }

  async open(name: string): Promise<OutFile> {
    return new OutFile(await open(join(this.folder, name), 'w'))
  }

  async write(name: string, bytes: string | Uint8Array): Promise<void> {
    const file = await open(join(this.folder, name), 'w')
    await file.writeFile(bytes)
    await file.close()
  }
}

/** Where nothing can be made, as below /proc, the system says only that it is not there. */
function cannotMake(folder: string, error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT') throw new Sentence(`No folder can be made at ${folder}.`)
  throw error
}
