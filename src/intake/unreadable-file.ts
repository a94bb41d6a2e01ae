// A file that is no file of ours from its first byte on: one unreadable record, made while its bytes pass.
import type { Parsed, Reader, ReadOptions } from './format.ts'
import { numberInFileName } from './number.ts'
import { type Fault, Skipped } from './skipped.ts'
import { Window } from './window.ts'

const PLAIN = { name: 'utf-8', unitBytes: 1, isBigEndian: false, bomBytes: 0 } as const

const isBlank = (bytes: Buffer): boolean => /^[\s\0\xef\xbb\xbf\xfe\xff]*$/.test(bytes.toString('latin1'))

export function unreadableFile(reason: string, { fileName }: Pick<ReadOptions, 'fileName'>): Reader {
  const window = new Window(PLAIN)
  const fault: Fault = { reason, place: { line: 1, byte: 0 }, sourceNumber: numberInFileName(fileName) }
  const skipped = new Skipped(0, 1, fault)
  return {
    push(bytes): Parsed[] {
      if (fault.reason === 'empty' && !isBlank(bytes)) fault.reason = 'format-unknown'
      window.append(bytes)
      skipped.pass(window, window.end)
      window.dropTo(window.end)
      return []
    },
    end: () => [skipped.finish(window, { to: window.end, line: 1, entry: 1 })],
  }
}
