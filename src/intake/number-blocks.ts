// Own numbers of reports, R-2026-004817: taken a thousand at a time, so that intake never queues for a counter. Gaps are allowed.
import type { Database } from '../base/database.ts'

const BLOCK = 1000

export const reportNumber = (year: number, serial: number): string => `R-${year}-${String(serial).padStart(6, '0')}`

export class NumberBlocks {
  readonly #database: Pick<Database, 'sql'>
  #year = 0
  #next = 0
  #end = 0

  constructor(database: Pick<Database, 'sql'>) {
    this.#database = database
  }

  /** So many numbers of the year of an instant (UTC). */
  async take(count: number, at: Date): Promise<string[]> {
    const year = at.getUTCFullYear()
    const numbers: string[] = []
    while (numbers.length < count) {
      if (year !== this.#year || this.#next === this.#end) await this.#refill(year)
      numbers.push(reportNumber(year, this.#next++))
    }
    return numbers
  }

  async #refill(year: number): Promise<void> {
    const [row] = await this.#database.sql<{ end: number }>`
      insert into number_block (year, next) values (${year}, ${1 + BLOCK})
      on conflict (year) do update set next = number_block.next + ${BLOCK} returning next as end`
    this.#year = year
    this.#end = row!.end
    this.#next = row!.end - BLOCK
  }
}
