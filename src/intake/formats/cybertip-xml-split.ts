// Splits CyberTip XML into its records by bytes: a single <report>, or the <entry> elements of an envelope of any size. After a broken
// entry reading resumes at the next `<entry`; what was skipped is one piece. DOCTYPE is never accepted. Memory is bounded by the
// record limit.
import type { Parsed } from '../format.ts'
import { type Fault, Skipped } from '../skipped.ts'
import type { Window } from '../window.ts'
import { type RecordStart, XmlCursor } from './xml-cursor.ts'
import type { Token } from './xml-scan.ts'

export interface RecordPiece extends RecordStart {
  to: number
  entry: number
}

/** A record to be parsed, or a stretch that could not be one. */
export type Piece = { record: RecordPiece; skipped?: undefined } | { skipped: Parsed; record?: undefined }

type Mode = 'prolog' | 'between' | 'entry' | 'lost' | 'single' | 'sibling' | 'after-single' | 'after' | 'tail' | 'done'
/** undefined: go on. */
type Step = Piece | 'more' | undefined

const REPORTS = Buffer.from('reports')
const REPORT = Buffer.from('report')
const ENTRY = Buffer.from('entry')
const FILE_DETAILS = Buffer.from('fileDetails')
/** The start of an entry by its bytes: with an attribute, or right after a tag; or the end of the envelope. */
const RESUME = /<(?:[\w.-]{1,40}:)?entry(?=\s)|(?<=>\s{0,40})<(?:[\w.-]{1,40}:)?entry(?=[/>])|<\/(?:[\w.-]{1,40}:)?reports\s*>/
/** A search that is cut by the end of what came begins again so far back. */
const OVERLAP = 64

const junkReasons: Partial<Record<Token, string>> = { declaration: 'doctype', bad: 'not-well-formed' }

/** Unfinished comments and the like behind which entries are looked for. */
const MOST_SWALLOWED = 100

export class XmlSplitter {
  readonly #cursor: XmlCursor
  readonly #limit: number
  #mode: Mode = 'prolog'
  #swallowed = 0
  #entry = 0
  /** While the prolog is read, the record is what would be unreadable: the file from its first byte. */
  #record: RecordStart | undefined = { from: 0, line: 1, column: 0 }
  #recordTo = 0
  #root = ENTRY
  #skipped: Skipped | undefined
  /** The start tag of the envelope; empty where the file is a single document. */
  envelope: Buffer = Buffer.alloc(0)

  constructor(window: Window, limitBytes: number) {
    this.#cursor = new XmlCursor(window)
    this.#limit = Math.ceil(limitBytes / window.encoding.unitBytes)
  }

  /** The next piece, or undefined when more bytes are needed (at the end of the file: when there is nothing more). */
  next(isEnd: boolean): Piece | undefined {
    while (this.#mode !== 'done') {
      const step = this.#step(isEnd)
      if (step === 'more') break
      if (step) return step
    }
    this.#cursor.forget(this.#record?.from ?? this.#cursor.at, this.#skipped)
    return undefined
  }

  /** The parser says that the last record is broken: it is skipped, together with what lies between it and the next. */
  reject(piece: RecordPiece, fault: Fault): Piece | undefined {
    this.#entry--
    this.#skipped = new Skipped(piece.from, piece.line, fault)
    return this.#mode === 'between' ? undefined : this.#finishSkipped(piece.to)
  }

  #step(isEnd: boolean): Step {
    if (this.#mode === 'lost') return this.#lost(isEnd)
    if (this.#mode === 'tail') return this.#tail(isEnd)
    const token = this.#cursor.scan()
    if (token === 'more') return isEnd ? this.#ending() : this.#more()
    if (this.#mode === 'entry') return this.#inEntry(token)
    if (this.#mode === 'single' || this.#mode === 'sibling') return this.#inSingle(token)
    if (this.#cursor.isFiller(token)) {
      this.#cursor.pass()
      return this.#mode === 'prolog' && this.#isTooLarge(this.#cursor.at) ? this.#ruin('too-large') : undefined
    }
    if (token === 'text') this.#cursor.toInk()
    if (this.#mode === 'prolog') return this.#prolog(token)
    if (this.#mode === 'between') return this.#between(token)
    return this.#mode === 'after-single' ? this.#afterSingle(token) : this.#after()
  }

  #prolog(token: Token): Step {
    const cursor = this.#cursor
    if (token === 'declaration') return this.#ruin('doctype')
    if (token !== 'open' && token !== 'empty') return this.#ruin('not-well-formed')
    if (cursor.is(REPORTS)) {
      if (token === 'empty') return this.#ruin('nothing-usable')
      this.envelope = cursor.window.slice(cursor.at, cursor.tokenEnd)
      this.#record = undefined
      this.#mode = 'between'
      return cursor.pass()
    }
    if (!cursor.is(REPORT) && !cursor.is(ENTRY)) return this.#ruin('not-a-report')
    this.#root = cursor.is(REPORT) ? REPORT : ENTRY
    this.#begin()
    this.#mode = token === 'empty' ? 'after-single' : 'single'
    return undefined
  }

  #between(token: Token): Step {
    const cursor = this.#cursor
    const isEntry = (token === 'open' || token === 'empty') && cursor.is(ENTRY)
    const isEnd = token === 'close' && cursor.is(REPORTS)
    if (!isEntry && !isEnd) return this.#junk(token)
    if (this.#skipped) return this.#finishSkipped(cursor.at)
    this.#mode = isEnd ? 'after' : token === 'open' ? 'entry' : 'between'
    if (isEnd) return cursor.pass()
    this.#begin()
    return token === 'empty' ? this.#finishRecord(cursor.at) : undefined
  }

  #junk(token: Token): Step {
    const { at, tokenEnd } = this.#cursor
    this.#skipped ??= this.#cursor.skip(junkReasons[token] ?? 'not-an-entry', at)
    if (token === 'declaration') return this.#lose(at + 1)
    return token === 'bad' ? this.#lose(tokenEnd) : this.#cursor.pass()
  }

  #inEntry(token: Token): Step {
    const cursor = this.#cursor
    if (token === 'declaration') return this.#breakOff('doctype', cursor.at, cursor.at + 1)
    if (token === 'bad') return this.#breakOff('not-well-formed', cursor.tokenEnd, cursor.tokenEnd)
    const isStart = (token === 'open' || token === 'empty') && cursor.is(ENTRY)
    const isEnd = token === 'close' && cursor.is(REPORTS)
    if (isStart || isEnd) return this.#breakOff('entry-not-closed', cursor.at, cursor.at)
    const isClose = token === 'close' && cursor.is(ENTRY)
    cursor.pass()
    if (this.#isTooLarge(cursor.at)) return this.#breakOff('too-large', cursor.at, cursor.at)
    if (!isClose) return undefined
    this.#mode = 'between'
    return this.#finishRecord(cursor.at)
  }

  #inSingle(token: Token): Step {
    const cursor = this.#cursor
    const isSibling = this.#mode === 'sibling'
    if (token === 'declaration' || token === 'bad') {
      if (isSibling) return this.#leaveSibling()
      return token === 'bad' ? this.#ruin('not-well-formed', cursor.tokenEnd) : this.#ruin('doctype')
    }
    const isClose = token === 'close' && cursor.is(isSibling ? FILE_DETAILS : this.#root)
    cursor.pass()
    if (this.#isTooLarge(cursor.at)) return isSibling ? this.#leaveSibling() : this.#ruin('too-large')
    if (!isClose) return undefined
    this.#recordTo = cursor.at
    this.#mode = 'after-single'
    return undefined
  }

  /** What follows a single report is broken: the report stands, the rest is looked at as bytes after its end. */
  #leaveSibling(): Step {
    this.#cursor.at = this.#recordTo
    this.#mode = 'after'
    return this.#finishRecord(this.#recordTo)
  }

  /** A single report may be followed by its <fileDetails>, as providers send them one after another. */
  #afterSingle(token: Token): Step {
    const isFile = (token === 'open' || token === 'empty') && this.#cursor.is(FILE_DETAILS)
    if (!isFile) {
      this.#mode = 'after'
      return this.#finishRecord(this.#recordTo)
    }
    this.#cursor.pass()
    if (token === 'open') this.#mode = 'sibling'
    else this.#recordTo = this.#cursor.at
    return undefined
  }

  /** Bytes after the end. Those of an envelope are searched for entries all the same. */
  #after(): undefined {
    const { at } = this.#cursor
    this.#skipped = this.#cursor.skip('bytes-after-end', at)
    this.#mode = this.envelope.length > 0 ? 'lost' : 'tail'
    if (this.#mode === 'lost') this.#cursor.at++
    return undefined
  }

  /** The token is not complete in what came so far. */
  #more(): Step {
    const { at, scanner, window } = this.#cursor
    if (!this.#isTooLarge(window.end)) return 'more'
    if (this.#mode === 'sibling') return this.#leaveSibling()
    if (this.#mode === 'after' || this.#mode === 'after-single') return this.#ending()
    if (this.#mode !== 'entry' && this.#mode !== 'between') return this.#ruin('too-large')
    return this.#breakOff('too-large', at, this.#maySwallow(scanner.isSwallowing) ? at + 1 : window.end)
  }

  /** The file ends here, perhaps within a token. */
  #ending(): Step {
    const { at, scanner, window } = this.#cursor
    const { end } = window
    if (this.#mode === 'prolog') return this.#ruin(at < end ? 'broken-off' : 'empty')
    if (this.#mode === 'single') return this.#ruin('broken-off', end)
    if (this.#mode === 'sibling') return this.#leaveSibling()
    if (this.#mode === 'after-single') return this.#leaveSibling()
    if (this.#mode === 'after') {
      if (at < end) return this.#after()
      return this.#entry === 0 ? this.#last('nothing-usable') : this.#done()
    }
    // An unfinished comment or CDATA has swallowed the rest: what looks like an entry in it is read all the same.
    if (this.#maySwallow(scanner.isSwallowing)) return this.#breakOff('broken-off', at, at + 1)
    if (this.#mode === 'entry' || at < end) return this.#breakOff('broken-off', end, end)
    if (this.#skipped) return this.#finishSkipped(end)
    return this.#last('broken-off')
  }

  /** Each time the rest is read once more: a file of nothing but such beginnings is given up. */
  #maySwallow(isSwallowing: boolean): boolean {
    return isSwallowing && this.#swallowed++ < MOST_SWALLOWED
  }

  /** What is to be said of the file as a whole, at its end. */
  #last(reason: string): Step {
    const { end } = this.#cursor.window
    this.#skipped = this.#cursor.skip(reason, end)
    this.#mode = 'done'
    return this.#finishSkipped(end)
  }

  #done(): undefined {
    this.#mode = 'done'
    return undefined
  }

  /** Looks for the next entry by its bytes alone. */
  #lost(isEnd: boolean): Step {
    const cursor = this.#cursor
    const { units, start, end } = cursor.window
    const found = RESUME.exec(units.toString('latin1', cursor.at - start))
    if (found) {
      cursor.at += found.index
      this.#mode = 'between'
      return undefined
    }
    if (isEnd) return this.#tail(true)
    cursor.at = Math.max(cursor.at, end - OVERLAP)
    return 'more'
  }

  /** Everything to the end of the file is skipped. */
  #tail(isEnd: boolean): Step {
    this.#cursor.at = this.#cursor.window.end
    if (!isEnd) return 'more'
    this.#mode = 'done'
    return this.#finishSkipped(this.#cursor.at)
  }

  #begin(): void {
    this.#record = this.#cursor.begin()
    this.#recordTo = this.#cursor.at
  }

  #finishRecord(to: number): Piece {
    const record = { ...this.#record!, to, entry: ++this.#entry }
    this.#record = undefined
    return { record }
  }

  #isTooLarge(at: number): boolean {
    return at - (this.#record?.from ?? this.#cursor.at) > this.#limit
  }

  /** The record being read is broken at `place`; the search for the next begins at `resume`. */
  #breakOff(reason: string, place: number, resume: number): undefined {
    this.#skipped ??= this.#cursor.skip(reason, place, this.#record)
    this.#record = undefined
    return this.#lose(resume)
  }

  #lose(resume: number): undefined {
    this.#cursor.at = resume
    this.#mode = 'lost'
    return undefined
  }

  /** The whole file is one unreadable record. */
  #ruin(reason: string, place: number = this.#cursor.at): undefined {
    this.#skipped = this.#cursor.skip(reason, place, this.#record)
    this.#record = undefined
    this.#mode = 'tail'
    return undefined
  }

  #finishSkipped(to: number): Piece {
    const skipped = this.#skipped!
    this.#skipped = undefined
    return { skipped: this.#cursor.finish(skipped, to, ++this.#entry) }
  }
}
