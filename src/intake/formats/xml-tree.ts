// One record's XML as a small tree, by saxes. Entities are those of XML itself: a document type is a fault, so nothing can be defined,
// expanded or fetched. The first fault ends the reading of the record and says where it is.
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Place } from '../../model/report.ts'
import type { Spot } from '../reading.ts'

const DEEPEST = 64
const MOST_NODES = 150_000

export interface Start {
  /** 1-based line of the file on which the text begins. */
  line: number
  /** 0-based column there. */
  column: number
  entry: number
}

export class XmlNode implements Spot {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly parent: XmlNode | undefined
  readonly children: XmlNode[] = []
  text = ''
  readonly line: number
  readonly column: number
  readonly entry: number

  constructor(tag: SaxesTagPlain, parent: XmlNode | undefined, at: Start) {
    this.name = localName(tag.name)
    this.attributes = tag.attributes
    this.parent = parent
    this.line = at.line
    this.column = at.column
    this.entry = at.entry
  }

  get path(): string {
    return this.parent ? `${this.parent.path}/${this.name}` : this.name
  }

  place(): Place {
    return { line: this.line, column: this.column, path: this.path, entry: this.entry }
  }

  spotOf(attribute: string): Spot {
    return { name: attribute, place: () => ({ ...this.place(), path: `${this.path}/@${attribute}` }) }
  }
}

export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

export interface XmlFault {
  code: string
  line: number
  column: number
}

export type XmlTree = { roots: XmlNode[]; fault?: undefined } | { fault: XmlFault; roots?: undefined }

class Fault extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Builds trees one after another with one parser; a parser that met a fault is thrown away. */
class TreeMaker {
  readonly #parser = new SaxesParser({ fragment: true, position: false, xmlns: false })
  #roots: XmlNode[] = []
  #current: XmlNode | undefined
  #depth = 0
  #nodes = 0
  #start: Start = { line: 1, column: 0, entry: 1 }

  constructor() {
    this.#parser.on('opentag', (tag) => this.#open(tag))
    this.#parser.on('closetag', () => this.#close())
    this.#parser.on('text', (text) => this.#text(text))
    this.#parser.on('cdata', (text) => this.#text(text))
    this.#parser.on('doctype', () => fail('doctype'))
    this.#parser.on('error', (error) => fail(/doctype/i.test(error.message) ? 'doctype' : 'not-well-formed'))
  }

  make(text: string, start: Start): XmlTree {
    this.#roots = []
    this.#current = undefined
    this.#depth = 0
    this.#nodes = 0
    this.#start = start
    try {
      this.#parser.write(text).close()
      return { roots: this.#roots }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return { fault: { code: error.code, ...this.#at() } }
    }
  }

  #at(): Start {
    const { line, column } = this.#parser
    const { line: first, column: indent, entry } = this.#start
    return { line: first + line - 1, column: line === 1 ? column + indent : column, entry }
  }

  #open(tag: SaxesTagPlain): void {
    if (++this.#depth > DEEPEST) fail('too-deep')
    if (++this.#nodes > MOST_NODES) fail('too-many-elements')
    const node = new XmlNode(tag, this.#current, this.#at())
    if (this.#current) this.#current.children.push(node)
    else this.#roots.push(node)
    this.#current = node
  }

  #close(): void {
    this.#depth--
    this.#current = this.#current?.parent
  }

  #text(text: string): void {
    if (this.#current) this.#current.text += text
    else if (/\S/.test(text)) fail('not-well-formed')
  }
}

function fail(code: string): never {
  throw new Fault(code)
}

let maker: TreeMaker | undefined

export function parseXml(text: string, start: Start): XmlTree {
  const mine = maker ?? new TreeMaker()
  maker = undefined
  const tree = mine.make(text, start)
  if (tree.roots) maker = mine
  return tree
}
