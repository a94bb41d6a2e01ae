// From what stands in a file to an entry of the pack: provenance is required, an id is given once, status decides whether it is on.
import { type Entry, type EntryKind, entryName, isOnByStatus, type Provenance, statuses } from './entry.ts'
import type { PackFolder, Read } from './read-files.ts'

export type Entered<T> = Omit<T, keyof Provenance> & Entry

type Raw = Partial<Provenance> & { id: string }

/** All read values of one kind as entries. Where each stands is kept, so that a later fault can say it. */
export function enterAll<T extends Raw>(opened: PackFolder, kind: EntryKind, reads: readonly Read<T>[]): Entered<T>[] {
  return reads.map(({ value, file, path }) => {
    const name = entryName({ entryKind: kind, id: value.id })
    if (opened.where.has(name)) opened.faults.push({ file, path: `${path}/id`, message: `'${value.id}' is given twice` })
    else opened.where.set(name, { file, path })
    return enter(value, kind, (message) => opened.faults.push({ file, path, message }))
  })
}

export function enter<T extends Raw>(value: T, kind: EntryKind, complain: (message: string) => void): Entered<T> {
  const { source, status, checkedOn } = value
  for (const [name, given] of Object.entries({ source, status, checkedOn })) if (given === undefined) complain(`has no ${name}`)
  const isOn = status !== undefined && isOnByStatus(status)
  return {
    ...value,
    source: source ?? '',
    status: status ?? statuses[0],
    checkedOn: checkedOn ?? '',
    entryKind: kind,
    isOn,
    isConfirmed: false,
  }
}

/** The same reads with an id made from what they say. */
export const withId = <T extends object>(reads: readonly Read<T>[], idOf: (value: T) => string): Read<T & { id: string }>[] =>
  reads.map((read) => ({ ...read, value: { ...read.value, id: idOf(read.value) } }))
