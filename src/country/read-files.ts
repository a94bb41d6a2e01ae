// Reads the files of one pack folder and holds each against its schema. All faults are collected, none is thrown.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import { readCsv } from './csv.ts'
import type { Provenance } from './entry.ts'
import { type Fault, pointer, schemaFaults } from './faults.ts'
import * as files from './pack-files.ts'

/** An entry with the path on which it stands in its file, and the provenance that its file gives to all. */
export interface Read<T> extends Where {
  value: T
}

export interface PackFolder {
  /** `packs/xx`, as faults name it. */
  label: string
  folder: string
  /** Files without which it is none. */
  needed: ReadonlySet<string>
  faults: Fault[]
  /** By the name of an entry (`agency/harbour`): where it stands. */
  where: Map<string, Where>
}

export interface Where {
  file: string
  path: string
}

const neededFiles =
  'pack.json agencies.json places.json offences.csv clocks.csv outcomes.json scoring.json jurisdiction.json senders.json numbers.json'
const otherFiles =
  'agencies.csv places.csv ip-ranges.csv phone-ranges.csv postcodes.csv stop-lists.json shapes.json codes.csv facts.csv terms.csv wording.json'

const neededOfPack: ReadonlySet<string> = new Set(neededFiles.split(' '))
/** What the folder of shared texts must hold. */
export const neededOfBase: ReadonlySet<string> = new Set(['wording.json', 'stop-lists.json'])
const known: ReadonlySet<string> = new Set([...neededOfPack, ...otherFiles.split(' '), 'README.md'])

export function openFolder(folder: string, needed: ReadonlySet<string> = neededOfPack): PackFolder {
  const opened: PackFolder = {
    label: `${basename(dirname(folder))}/${basename(folder)}`,
    folder,
    needed,
    faults: [],
    where: new Map(),
  }
  if (!existsSync(folder)) opened.faults.push({ file: opened.label, path: '', message: 'there is no such folder' })
  else {
    for (const name of readdirSync(folder)) {
      if (!known.has(name)) opened.faults.push({ file: `${opened.label}/${name}`, path: '', message: 'is not a file of a pack' })
    }
  }
  return opened
}

function textOf(pack: PackFolder, name: string): string | undefined {
  const path = join(pack.folder, name)
  if (existsSync(path)) return readFileSync(path, 'utf8')
  if (pack.needed.has(name)) pack.faults.push({ file: `${pack.label}/${name}`, path: '', message: 'is missing' })
  return undefined
}

/** One JSON file; undefined where it is absent or wrong (then the faults say why). */
export function readJson<S extends z.ZodType>(pack: PackFolder, name: string, schema: S): z.infer<S> | undefined {
  const text = textOf(pack, name)
  if (text === undefined) return undefined
  const file = `${pack.label}/${name}`
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    pack.faults.push({ file, path: '', message: `is no JSON: ${(error as Error).message}` })
    return undefined
  }
  const read = schema.safeParse(json)
  if (read.success) return read.data
  pack.faults.push(...schemaFaults(file, [], read.error))
  return undefined
}

/** The rows of one CSV file that hold; a row that does not is a fault and left out. */
export function readRows<S extends z.ZodType>(pack: PackFolder, name: string, schema: S): Read<z.infer<S>>[] {
  const text = textOf(pack, name)
  if (text === undefined) return []
  const file = `${pack.label}/${name}`
  const table = readCsv(text)
  for (const fault of table.faults) pack.faults.push({ file, path: `/${fault.line}`, message: fault.message })
  const rows: Read<z.infer<S>>[] = []
  for (const { line, value } of table.rows) {
    const read = schema.safeParse(value)
    if (read.success) rows.push({ value: read.data, file, path: `/${line}` })
    else pack.faults.push(...schemaFaults(file, [line], read.error))
  }
  return rows
}

interface EntryFile<T> {
  provenance?: Provenance
  entries: T[]
}

/** The entries of a JSON list file, each with the provenance of its file where it gives none itself. */
export function readEntries<T extends object>(pack: PackFolder, name: string, schema: z.ZodType<EntryFile<T>>): Read<T>[] {
  const read = readJson(pack, name, schema)
  return read === undefined ? [] : listed(pack, { name, member: 'entries' }, read)
}

/** A list inside a JSON file as read entries. */
export function listed<T extends object>(pack: PackFolder, at: { name: string; member: string }, list: EntryFile<T>): Read<T>[] {
  return list.entries.map((value, index) => ({
    value: { ...list.provenance, ...value },
    file: `${pack.label}/${at.name}`,
    path: pointer([at.member, index]),
  }))
}

/** Agencies and places may stand in a JSON list or, where there are hundreds, in a table. */
export const readAgencies = (pack: PackFolder) =>
  existsSync(join(pack.folder, 'agencies.csv'))
    ? readRows(pack, 'agencies.csv', files.agencyRow)
    : readEntries(pack, 'agencies.json', files.agenciesFile)

export const readPlaces = (pack: PackFolder) =>
  existsSync(join(pack.folder, 'places.csv'))
    ? readRows(pack, 'places.csv', files.placeRow)
    : readEntries(pack, 'places.json', files.placesFile)
