// What a reader of the documents could know: reports of one actor that hold together by values of their own which stand in the
// documents. Values of many (placeholders, proxies) are left out: they connect nobody. Kept as numbers, so that millions fit.
import type { Tip } from './tip.ts'

export type FormatName = 'cybertip-xml' | 'agency-json'

/** Strong values of the reported person as the format states them: what may join two reports by itself. */
export function strongValues({ suspect }: Tip, format: FormatName): string[] {
  if (!suspect) return []
  const values: string[] = []
  const { account } = suspect
  if (account && !account.isShared) values.push(`account ${account.service.toLowerCase()} ${account.id}`)
  for (const { value, isShared } of suspect.emails) if (!isShared) values.push(`email ${value}`)
  for (const { value, isShared } of suspect.phones) if (!isShared) values.push(`phone ${value}`)
  for (const { idType, value, isShared } of format === 'cybertip-xml' ? suspect.devices : []) {
    if (idType === 'IMEI' && !isShared) values.push(`imei ${value}`)
  }
  for (const { ip, port, time, isShared } of suspect.ips) {
    if (isShared) continue
    if (ip.includes(':')) values.push(`ipv6 ${ip}`)
    if (port !== undefined && time) values.push(`session ${ip} ${port} ${Math.floor(time.at / 60_000)}`)
  }
  return values
}

export class Truth {
  readonly #parent: Int32Array
  readonly #first = new FirstSeen()

  constructor(reports: number) {
    this.#parent = Int32Array.from({ length: reports }, (_, i) => i)
  }

  add(report: number, values: readonly string[]): void {
    for (const value of values) {
      const other = this.#first.of(value, report)
      if (other !== report) this.#join(other, report)
    }
  }

  /** The report that stands for the group. */
  groupOf(report: number): number {
    let root = report
    while (this.#parent[root] !== root) root = this.#parent[root]!
    for (let i = report; this.#parent[i] !== root; ) {
      const next = this.#parent[i]!
      this.#parent[i] = root
      i = next
    }
    return root
  }

  #join(a: number, b: number): void {
    const [older, newer] = [this.groupOf(a), this.groupOf(b)].sort((x, y) => x - y)
    this.#parent[newer!] = older!
  }
}

/** FNV-1a with a last mixing; two starts give 64 bits that do not depend on each other. */
function hashed(text: string, start: number): number {
  let state = start
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i) ^ (state >>> 15), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  return (state ^ (state >>> 13)) >>> 0
}

/** The first report of every value, by 64 bits of it in an open table. */
class FirstSeen {
  #keys = new Uint32Array(2 * 1024)
  #reports = new Int32Array(1024).fill(-1)
  #used = 0

  of(value: string, report: number): number {
    if (this.#used * 2 > this.#reports.length) this.#grow()
    return this.#put([hashed(value, 0x811c9dc5), hashed(value, 0x9747b28c)], report)
  }

  #put([low, high]: readonly [number, number], report: number): number {
    const mask = this.#reports.length - 1
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      if (this.#reports[slot] === -1) {
        this.#keys[2 * slot] = low
        this.#keys[2 * slot + 1] = high
        this.#reports[slot] = report
        this.#used++
        return report
      }
      if (this.#keys[2 * slot] === low && this.#keys[2 * slot + 1] === high) return this.#reports[slot]!
    }
  }

  #grow(): void {
    const [keys, reports] = [this.#keys, this.#reports]
    this.#keys = new Uint32Array(keys.length * 2)
    this.#reports = new Int32Array(reports.length * 2).fill(-1)
    this.#used = 0
    for (let i = 0; i < reports.length; i++) {
      if (reports[i] !== -1) this.#put([keys[2 * i]!, keys[2 * i + 1]!], reports[i]!)
    }
  }
}
