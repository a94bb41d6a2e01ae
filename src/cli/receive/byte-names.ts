// Names of files as they are, which is bytes: one that is no UTF-8 names its file only so. For receipts and sentences they become text.
import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'

/** The name as text, each byte that is no character written out: `tip[0xE9].xml`. */
export function shownName(name: Buffer): string {
  if (isUtf8(name)) return name.toString()
  let text = ''
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find((bytes) => isUtf8(name.subarray(at, at + bytes)))
    text += length ? name.toString('utf8', at, at + length) : `[0x${name.toString('hex', at, at + 1).toUpperCase()}]`
    at += length ?? 1
  }
  return text
}

/** Paths as they were typed: Node decodes its arguments, and what is left of a name that is no UTF-8 leads nowhere. */
export function asTyped(paths: readonly string[], commandLine: () => Buffer = ownCommandLine): Buffer[] {
  if (!paths.some((path) => path.includes('\ufffd'))) return paths.map((path) => Buffer.from(path))
  const typed = wordsOf(commandLine())
  return paths.map((path) => {
    const at = typed.findIndex((word) => word.toString() === path)
    return at < 0 ? Buffer.from(path) : typed.splice(at, 1)[0]!
  })
}

const ownCommandLine = (): Buffer => readFileSync('/proc/self/cmdline')

const wordsOf = (commandLine: Buffer): Buffer[] =>
  commandLine
    .toString('latin1')
    .split('\0')
    .map((word) => Buffer.from(word, 'latin1'))
