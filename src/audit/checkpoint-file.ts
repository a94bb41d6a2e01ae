// The file outside the database that every signed checkpoint is appended to: notes one after the other, an empty line between them.
// It is only ever appended to, in the order of sizes, and synced; a note cut off by a crash is removed before the next is written.
import { createReadStream } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { flushFolder, makeFolder } from '../base/files.ts'
import { APPENDING, giveOpenFile } from '../base/folder-owner.ts'

export const checkpointFileIn = (dataFolder: string) => join(dataFolder, 'audit', 'checkpoints')

/** Longer than any note that we write, so that the last one always lies whole in the tail. */
const TAIL_BYTES = 16_384

/** `wholeBytes` ends after the last whole note, `sizeBytes` after whatever a crash left behind it. */
export type Tail = { sizeBytes: number; wholeBytes: number; lastNote: string | undefined }

/** The end of the file; an absent file is an empty one. */
export async function readTail(file: string): Promise<Tail> {
  const handle = await openIfThere(file)
  if (handle === undefined) return { sizeBytes: 0, wholeBytes: 0, lastNote: undefined }
  try {
    return await tailOf(handle)
  } finally {
    await handle.close()
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function tailOf(handle: FileHandle): Promise<Tail> {
  const { size } = await handle.stat()
  const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES))
  await handle.read(bytes, 0, bytes.length, size - bytes.length)
  // As latin1, one character is one byte, also where a crash cut a letter in two.
  const parts = bytes.toString('latin1').split(NOTE_END)
  const rest = parts.pop()!
  const last = parts.at(-1)
  return {
    sizeBytes: size,
    wholeBytes: size - rest.length,
    lastNote: last === undefined ? undefined : Buffer.from(last, 'latin1').toString(),
  }
}

/** A note is whole with its signature lines, the newline of the last and the empty line that we write after it. */
const NOTE_END = /(?<=\n\xe2\x80\x94 [^\n]*\n)\n/

/** Appends whole notes and returns only when they are on the disk; what a crash left half written goes first. */
export async function appendNotes(file: string, notes: readonly string[]): Promise<void> {
  if (notes.length === 0) return
  const tail = await readTail(file)
  if (tail.sizeBytes === 0) await makeFolder(dirname(file))
  const handle = await open(file, APPENDING, 0o644)
  try {
    giveOpenFile(handle.fd, file)
    if (tail.wholeBytes < tail.sizeBytes) await handle.truncate(tail.wholeBytes)
    await handle.write(notes.map((note) => `${note}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
  // A new file survives a power cut only once its folder is flushed too.
  if (tail.sizeBytes === 0) await flushFolder(dirname(file))
}

/** Notes in the order of the file, read by lines; what stands after the last whole note comes as the last one, if it is not empty. */
export async function* readNotes(file: string, endByte = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  const size = await stat(file)
    .then((found) => found.size)
    .catch(() => 0)
  const end = Math.min(size, endByte)
  if (end === 0) return
  const lines = createInterface({ input: createReadStream(file, { end: end - 1 }), crlfDelay: Number.POSITIVE_INFINITY })
  let note = ''
  let isSigned = false
  for await (const line of lines) {
    if (isSigned && !line.startsWith('\u2014 ')) {
      yield note
      note = ''
      isSigned = false
      if (line === '') continue
    }
    note += `${line}\n`
    isSigned = line.startsWith('\u2014 ')
  }
  if (note.trim() !== '') yield note
}
