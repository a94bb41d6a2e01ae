// How each format lays a set out on disk: envelopes of some thousand reports and a few files of one report each.

import type { OutFile, OutFolder } from './out-files.ts'
import type { Tip } from './tip.ts'
import type { FormatName } from './truth.ts'
import { jsonReport } from './write-json.ts'
import { xmlDocument, xmlEntry, xmlHead, xmlTail } from './write-xml.ts'

export interface Envelope {
  extension: string
  head: string
  tail: string
  between: string
  entry(tip: Tip): string
}

export interface Layout {
  /** The envelope of the how-manieth file. */
  envelope(file: number): Envelope
  single(tip: Tip): { name: string; text: string }
}

const jsonLines: Envelope = { extension: 'jsonl', head: '', tail: '', between: '', entry: (tip) => `${jsonReport(tip)}\n` }
const jsonArray: Envelope = { extension: 'json', head: '[\n', tail: '\n]\n', between: ',\n', entry: jsonReport }

const layouts: Record<FormatName, (source: string) => Layout> = {
  'cybertip-xml': (source) => ({
    envelope: () => ({ extension: 'xml', head: xmlHead(source), tail: xmlTail, between: '', entry: xmlEntry }),
    single: (tip) => ({ name: `${tip.number}.xml`, text: xmlDocument(tip) }),
  }),
  'agency-json': () => ({
    envelope: (file) => (file % 3 === 2 ? jsonArray : jsonLines),
    // Some exports begin with a byte-order mark.
    single: (tip) => ({
      name: `${tip.number}.json`,
      text: `${Number(tip.number) % 2 === 0 ? '\u{feff}' : ''}${jsonReport(tip)}\n`,
    }),
  }),
}

export const layoutOf = (format: FormatName, source: string): Layout => layouts[format](source)

/** Writes entries into file after file. */
export class EnvelopeWriter {
  readonly #folder: OutFolder
  readonly #layout: Layout
  readonly #perFile: number
  #open: { file: OutFile; envelope: Envelope; entries: number } | undefined
  files = 0

  constructor(folder: OutFolder, layout: Layout, perFile: number) {
    this.#folder = folder
    this.#layout = layout
    this.#perFile = perFile
  }

  async add(tip: Tip): Promise<void> {
    const current = this.#open ?? (await this.#next())
    await current.file.add((current.entries > 0 ? current.envelope.between : '') + current.envelope.entry(tip))
    current.entries++
    if (current.entries >= this.#perFile) await this.end()
  }

  async end(): Promise<void> {
    const current = this.#open
    this.#open = undefined
    if (!current) return
    await current.file.add(current.envelope.tail)
    await current.file.close()
  }

  async #next() {
    const envelope = this.#layout.envelope(this.files)
    this.files++
    const file = await this.#folder.open(`batch-${String(this.files).padStart(4, '0')}.${envelope.extension}`)
    await file.add(envelope.head)
    this.#open = { file, envelope, entries: 0 }
    return this.#open
  }
}
