// The agencies' JSON export of CyberTips: one object, an array, or JSON Lines. Splitting is by bytes, reading by record.
import { isUsable } from '../build.ts'
import { type Encoding, firstCharacters, sniffEncoding } from '../encoding.ts'
import { excerptAt } from '../excerpt.ts'
import type { Format, Parsed, Reader, ReadOptions } from '../format.ts'
import { chooseNumber, numberInFileName, usableNumber } from '../number.ts'
import { Reading } from '../reading.ts'
import { contain, recordText, refused } from '../record.ts'
import { unreadableFile } from '../unreadable-file.ts'
import { Window } from '../window.ts'
import { agencyExamples } from './agency-json-examples.data.ts'
import { type JsonParts, recordTable } from './agency-json-report.ts'
import { type JsonRecord, JsonSplitter, numberAt } from './agency-json-split.ts'
import { countKeys, noteRepeatedKeys } from './json-keys.ts'
import { JsonSpot } from './json-table.ts'

export const agencyJson: Format = {
  name: 'agency-json',
  // A record that lost its first sign must not cost the others their format.
  recognises: (head) => /^\s*[[{]|"(?:reportId|dateReceived|reportedInformation)"\s*:/.test(firstCharacters(head)),
  open(options) {
    const { encoding, refused: why } = sniffEncoding(options.head)
    return encoding ? new AgencyReader(encoding, options) : unreadableFile(why, options)
  },
  examples: agencyExamples,
}

class AgencyReader implements Reader {
  readonly #window: Window
  readonly #splitter: JsonSplitter
  readonly #fileNumber: string | undefined

  constructor(encoding: Encoding, { fileName, recordLimitBytes }: ReadOptions) {
    this.#window = new Window(encoding)
    this.#splitter = new JsonSplitter(this.#window, recordLimitBytes)
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
      const made = record ? contain(this.#window, record, () => this.#parse(record)) : piece.skipped
      if (record && made.unreadable) made.unreadable.sourceNumber ??= numberAt(this.#window, record.from, record.to)
      // What closes too early and is then no record was the beginning of one: it is skipped together with the rest.
      if (record?.isTorn && made.unreadable) this.#splitter.reject(record, made.unreadable)
      else parsed.push(made)
    }
    return parsed
  }

  #parse(record: JsonRecord): Parsed {
    const { text, digest, fault } = recordText(this.#window, record)
    if (fault) return refused(this.#window, record, { fault, digest })
    try {
      return this.#read(record, { value: parsed(text), text, digest })
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return this.#notJson(record, { text, digest })
    }
  }

  #notJson(record: JsonRecord, { text, digest }: { text: string; digest: Buffer }): Parsed {
    const at = faultOf(text)
    const before = text.slice(0, at)
    const { unitBytes } = this.#window.encoding
    const bytes = unitBytes === 2 ? before.length * 2 : Buffer.byteLength(before)
    const lines = before.split('\n')
    const place = {
      line: record.line + lines.length - 1,
      column: lines.length === 1 ? record.column + before.length : lines.at(-1)!.length,
      byte: this.#window.byteAt(record.from) + bytes,
    }
    const excerpt = excerptAt(this.#window, record.from + bytes / unitBytes)
    return refused(this.#window, record, { fault: { reason: 'not-well-formed', place, excerpt }, digest })
  }

  #read(record: JsonRecord, { value, text, digest }: { value: unknown; text: string; digest: Buffer }): Parsed {
    const reading = new Reading('agency-json', record.entry, text)
    const root = new JsonSpot(reading, '')
    const parts: JsonParts = { content: reading.content, hasInformation: false }
    recordTable.read(value, parts, root)
    if (record.keys > countKeys(value)) noteRepeatedKeys(text, root)
    if (this.#window.encoding.issue) reading.note(this.#window.encoding.issue, root)
    if (!parts.hasInformation) reading.note('missing', root.to('reportedInformation'))
    if (!isUsable(reading.content)) {
      const hasSaid = parts.number !== undefined || parts.hasInformation
      const reason = hasSaid ? 'nothing-usable' : 'not-a-report'
      const fault = { reason, place: {}, sourceNumber: usableNumber(parts.number ?? '') }
      return refused(this.#window, record, { fault, digest })
    }
    const sourceNumber = chooseNumber(
      {
        own: parts.number,
        ownSpot: root.to('reportId'),
        fromName: record.isOnly ? this.#fileNumber : undefined,
        isNameUsual: false,
      },
      reading,
    )
    const { from, to, entry } = record
    const bytes = { byteFrom: this.#window.byteAt(from), byteTo: this.#window.byteAt(to) }
    return { draft: { sourceNumber, sourceName: null, content: reading.finish(), entry, ...bytes }, digest, text }
  }
}

const STRING_OR_NUMBER = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs
const MAY_LOSE_DIGITS = /\d{16}|\d[eE]\+?\d{3}/

/** JSON with every digit of its numbers: accounts and serial numbers are longer than what a number of ours holds, and become text. */
function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (!MAY_LOSE_DIGITS.test(text)) return value
  const isLost = (number: string) => !Number.isFinite(Number(number)) || /^-?\d{16,}$/.test(number)
  return JSON.parse(text.replace(STRING_OR_NUMBER, (token) => (token[0] !== '"' && isLost(token) ? `"${token}"` : token)))
}

/** Whether a text may still become JSON by what follows it. */
function mayBeJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    const { message } = error as SyntaxError
    const at = /at position (\d+)/.exec(message)?.[1]
    return message.startsWith('Unexpected end of JSON input') || (at !== undefined && Number(at) >= text.length)
  }
}

/** Index of the character that makes it no JSON. The engine tells it of some faults only, so it is asked of beginnings of the text. */
function faultOf(text: string): number {
  let [good, bad] = [0, text.length]
  while (bad - good > 1) {
    const half = (good + bad) >> 1
    if (mayBeJson(text.slice(0, half))) good = half
    else bad = half
  }
  return good
}
