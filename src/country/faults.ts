// What is wrong with a pack, all of it at once, by file and path, so that whoever mends it sees the whole list.
import type { z } from 'zod'
import type { EntryRef } from './entry.ts'

export interface Fault {
  /** `packs/xx/agencies.json` */
  file: string
  /** JSON pointer; in a CSV file the number is the line. */
  path: string
  message: string
}

/** A file by its name with a path in it, or an entry, which knows where it stands, with a member of it. */
export type Complain = (where: string | EntryRef, path: string, message: string) => void

export const faultLine = (fault: Fault): string =>
  `${fault.file} ${fault.path === '' ? '' : `${fault.path}: `}${fault.message}`.replace('  ', ' ')

/** A wrong pack stops the start: the message lists every fault. */
export class WrongPack extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(
      `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the packs:\n${faults.map((fault) => `  ${faultLine(fault)}`).join('\n')}`,
    )
    this.name = 'WrongPack'
    this.faults = faults
  }
}

export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Issues of a schema as faults of a file. */
export function schemaFaults(file: string, at: readonly PropertyKey[], error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({ file, path: pointer([...at, ...issue.path]), message: lowerFirst(issue.message) }))
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
