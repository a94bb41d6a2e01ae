// How an element is read: a table of its children, in the order in which the format wants them. What is not in the table is kept as
// unread with an issue; what stands elsewhere than it should is read all the same, with an issue.
import { knowNames } from '../excerpt.ts'
import { masked } from '../mask.ts'
import type { Reading } from '../reading.ts'
import type { XmlNode } from './xml-tree.ts'

export type Take<T> = (node: XmlNode, target: T, reading: Reading) => void

interface Rule<T> {
  take: Take<T>
  isMany: boolean
}

/** At most once; another one is kept as unread. */
export const once = <T>(take: Take<T>): Rule<T> => ({ take, isMany: false })
export const many = <T>(take: Take<T>): Rule<T> => ({ take, isMany: true })

/** A member that is text: `set` gets it trimmed and safe, never empty. */
export const text =
  <T>(set: (text: string, target: T, node: XmlNode) => void): Take<T> =>
  (node, target, reading) => {
    const value = textOf(node, reading)
    if (value !== '') set(value, target, node)
  }

export type TakeAttribute<T> = (value: string, target: T, at: { node: XmlNode; reading: Reading }) => void
type Attributes<T> = Record<string, TakeAttribute<T>>

export class XmlTable<T> {
  readonly #rules: Map<string, Rule<T> & { at: number }>
  readonly #attributes: Map<string, TakeAttribute<T>>

  constructor(rules: Record<string, Rule<T>>, attributes: Attributes<T> = {}) {
    this.#rules = new Map(Object.entries(rules).map(([name, rule], at) => [name, { ...rule, at }]))
    this.#attributes = new Map(Object.entries(attributes))
    knowNames([...this.#rules.keys(), ...this.#attributes.keys()])
  }

  read(node: XmlNode, target: T, reading: Reading): void {
    readAttributes(node, reading, (name, value) => {
      const take = this.#attributes.get(name)
      take?.(value, target, { node, reading })
      return take !== undefined
    })
    if (node.children.length > 0) this.#readChildren(node, target, reading)
    keepStray(node, reading)
  }

  #readChildren(node: XmlNode, target: T, reading: Reading): void {
    let last = -1
    let isOutOfOrder = false
    const { children } = node
    /** Where each name stands first; asked for by few elements. */
    let firsts: Map<string, XmlNode> | undefined
    for (const child of children) {
      const rule = this.#rules.get(child.name)
      if (rule === undefined) {
        keepElement(child, reading, 'element-unknown')
        continue
      }
      if (rule.at < last) isOutOfOrder = true
      // What stands after all that came so far is met for the first time.
      let isMet = false
      if (!rule.isMany && rule.at <= last) {
        firsts ??= firstOfEach(children)
        isMet = firsts.get(child.name) !== child
      }
      last = Math.max(last, rule.at)
      if (isMet) keepElement(child, reading, 'element-repeated')
      else rule.take(child, target, reading)
    }
    if (isOutOfOrder) reading.note('elements-out-of-order', node)
  }
}

function firstOfEach(children: readonly XmlNode[]): Map<string, XmlNode> {
  const firsts = new Map<string, XmlNode>()
  for (const child of children) if (!firsts.has(child.name)) firsts.set(child.name, child)
  return firsts
}

/** Those that `take` does not take are kept as unread. */
export function readAttributes(node: XmlNode, reading: Reading, take: (name: string, value: string) => boolean): void {
  for (const name in node.attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xsi:') || name.startsWith('xml:')) continue
    const spot = node.spotOf(name)
    if (take(name, reading.text(node.attributes[name]!.trim(), spot))) continue
    reading.note('attribute-unknown', spot)
    reading.keep(spot, node.attributes[name]!)
  }
}

/** The text of an element that should hold nothing else. */
export function textOf(node: XmlNode, reading: Reading, attributes?: (name: string, value: string) => boolean): string {
  readAttributes(node, reading, attributes ?? (() => false))
  for (const child of node.children) keepElement(child, reading, 'element-unknown')
  return reading.text(node.text.trim(), node)
}

/** Text where none should stand: a day there may be a birthday, a short number part of an address. */
export function keepStray(node: XmlNode, reading: Reading): void {
  const stray = node.text.trim()
  if (stray === '') return
  reading.note('text-unexpected', node, { found: masked(stray) })
  reading.keep(node, stray)
}

export function keepElement(node: XmlNode, reading: Reading, code: string): void {
  reading.note(code, node)
  reading.keep(node, writtenOf(node))
}

/** An element as text: only what stands in it, in its structure. */
function writtenOf(node: XmlNode): string {
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${value}"`)
  const inner = node.children.map((child) => `<${child.name}>${writtenOf(child)}</${child.name}>`).join('')
  const own = node.text.trim()
  const within = own + inner
  return attributes.length > 0 ? `[${attributes.join('').trim()}] ${within}`.trim() : within
}
