// CyberTip XML: one <report> with its <fileDetails>, or an envelope of many. Splitting is by bytes, reading by record: what one record
// says wrongly never reaches the next.
import { firstOf } from '../../base/text.ts'
import { isUsable } from '../build.ts'
import { decode, type Encoding, firstCharacters, sniffEncoding } from '../encoding.ts'
import { excerptAt } from '../excerpt.ts'
import type { Format, Parsed, Reader, ReadOptions } from '../format.ts'
import { chooseNumber, numberInFileName, usableNumber } from '../number.ts'
import { Reading } from '../reading.ts'
import { contain, recordText, refused } from '../record.ts'
import type { Fault } from '../skipped.ts'
import { unreadableFile } from '../unreadable-file.ts'
import { Window } from '../window.ts'
import { cybertipExamples } from './cybertip-xml-examples.data.ts'
import { readReport } from './cybertip-xml-report.ts'
import { type RecordPiece, XmlSplitter } from './cybertip-xml-split.ts'
import { numberOnTag } from './xml-cursor.ts'
import { keepElement, many, once, XmlTable } from './xml-table.ts'
import { parseXml, type XmlFault, type XmlNode } from './xml-tree.ts'

export const cybertipXml: Format = {
  name: 'cybertip-xml',
  recognises: (head) => /^\s*</.test(firstCharacters(head)),
  open(options) {
    const { encoding, refused: why } = sniffEncoding(options.head)
    return encoding ? new CybertipReader(encoding, options) : unreadableFile(why, options)
  },
  examples: cybertipExamples,
}

interface EntryParts {
  report?: XmlNode
  files: XmlNode[]
  number?: string
}

const entryTable = new XmlTable<EntryParts>(
  {
    report: once((node, parts) => {
      parts.report = node
    }),
    fileDetails: many((node, parts) => void parts.files.push(node)),
  },
  {
    reportId: (value, parts) => {
      parts.number = value
    },
    receivedAt: (value, _, { node, reading }) => {
      if (value !== '') reading.content.receivedAt = reading.time(value, node.spotOf('receivedAt'))
    },
  },
)

class CybertipReader implements Reader {
  readonly #window: Window
  readonly #splitter: XmlSplitter
  readonly #fileNumber: string | undefined
  #source: string | null | undefined

  constructor(encoding: Encoding, { fileName, recordLimitBytes }: ReadOptions) {
    this.#window = new Window(encoding)
    this.#splitter = new XmlSplitter(this.#window, recordLimitBytes)
    this.#fileNumber = numberInFileName(fileName)
  }

  push(bytes: Buffer): Parsed[] {
    this.#window.append(bytes)
    return this.#drain(false)
  }

  end(): Parsed[] {
    this.#window.flush()
    return this.#drain(true)
  }

  #drain(isEnd: boolean): Parsed[] {
    const parsed: Parsed[] = []
    for (let piece = this.#splitter.next(isEnd); piece; piece = this.#splitter.next(isEnd)) {
      const { record } = piece
      const made: Parsed | undefined = record ? contain(this.#window, record, () => this.#parse(record)) : piece.skipped
      // Whatever became of it, what its tag says names it.
      if (record && made?.unreadable) made.unreadable.sourceNumber ??= numberOnTag(this.#window, record.from, record.to)
      if (made) parsed.push(made)
    }
    return parsed.map((one) => this.#withFileNumber(one))
  }

  get #isSingle(): boolean {
    return this.#splitter.envelope.length === 0
  }

  /** A single document that cannot be read still has the number in its file's name. */
  #withFileNumber(one: Parsed): Parsed {
    const { unreadable } = one
    const isWhole = this.#isSingle && unreadable && unreadable.reason !== 'bytes-after-end'
    if (isWhole) unreadable.sourceNumber ??= this.#fileNumber
    return one
  }

  #parse(piece: RecordPiece): Parsed | undefined {
    const { text, digest, fault } = recordText(this.#window, piece)
    if (fault) return refused(this.#window, piece, { fault, digest })
    const tree = parseXml(text, piece)
    if (tree.fault) return this.#reject(piece, tree.fault, digest)
    return this.#read(piece, { roots: tree.roots, text, digest })
  }

  /** What is not well formed takes with it whatever lies before the next entry; what is too much of something does not. */
  #reject(piece: RecordPiece, fault: XmlFault, digest: Buffer): Parsed | undefined {
    const place = { line: fault.line, column: fault.column, byte: this.#window.byteAt(this.#positionOf(piece, fault)) }
    const excerpt = excerptAt(this.#window, this.#positionOf(piece, fault))
    const whole: Fault = { reason: fault.code, place, excerpt, sourceNumber: numberOnTag(this.#window, piece.from, piece.to) }
    if (fault.code !== 'not-well-formed' && fault.code !== 'doctype')
      return refused(this.#window, piece, { fault: whole, digest })
    return this.#splitter.reject(piece, whole)?.skipped
  }

  /** From line and column (in characters) back to a position in bytes, near enough for an excerpt. */
  #positionOf(piece: RecordPiece, { line, column }: XmlFault): number {
    const { units, start } = this.#window
    let at = piece.from
    for (let lines = piece.line; lines < line; lines++) {
      const newline = units.indexOf(0x0a, at - start)
      if (newline < 0) break
      at = newline + start + 1
    }
    return Math.min(piece.to, at + (line === piece.line ? column - piece.column : column))
  }

  #read(piece: RecordPiece, { roots, text, digest }: { roots: XmlNode[]; text: string; digest: Buffer }): Parsed {
    const reading = new Reading('cybertip-xml', piece.entry, text)
    const [root, ...siblings] = roots as [XmlNode, ...XmlNode[]]
    const parts: EntryParts = { files: siblings.filter((node) => node.name === 'fileDetails') }
    if (root.name === 'report') parts.report = root
    else entryTable.read(root, parts, reading)
    for (const node of siblings) if (node.name !== 'fileDetails') keepElement(node, reading, 'element-unknown')
    if (siblings.length > 0) reading.note('several-roots', root)
    if (this.#window.encoding.issue) reading.note(this.#window.encoding.issue, root)
    if (parts.report) readReport(parts.report, parts.files, reading)
    if (!parts.report || !isUsable(reading.content)) {
      const fault = { reason: 'nothing-usable', place: { path: root.path }, sourceNumber: usableNumber(parts.number ?? '') }
      return refused(this.#window, piece, { fault, digest })
    }
    const sourceNumber = chooseNumber(
      {
        own: parts.number,
        ownSpot: root.name === 'entry' ? root.spotOf('reportId') : root,
        fromName: this.#isSingle ? this.#fileNumber : undefined,
        isNameUsual: root.name === 'report',
      },
      reading,
    )
    const { from, to, entry } = piece
    const bytes = { byteFrom: this.#window.byteAt(from), byteTo: this.#window.byteAt(to) }
    return { draft: { sourceNumber, sourceName: this.#sourceName(), content: reading.finish(), entry, ...bytes }, digest, text }
  }

  /** `source` of the envelope. */
  #sourceName(): string | null {
    if (this.#source === undefined) this.#source = sourceOf(this.#splitter.envelope, this.#window.encoding)
    return this.#source
  }
}

function sourceOf(envelope: Buffer, encoding: Encoding): string | null {
  const { text } = decode(envelope, encoding)
  if (!text) return null
  // A name such as A&B makes the tag no XML; who sent the file is known all the same.
  const { roots } = parseXml(text.replaceAll(/&(?!\w+;|#)/g, '&amp;').replace(/>$/, '/>'), { line: 1, column: 0, entry: 0 })
  return firstOf(roots?.[0]?.attributes.source?.trim() ?? '', 200) || null
}
