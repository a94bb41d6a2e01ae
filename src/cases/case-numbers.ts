// Numbers of cases: given out by a unit's series in the registering transaction (no gap, no double), or entered as the official
// register gave them, checked for shape and doubles. A number that was entered is stepped over by the series.
import type { Sql } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'
import { checkNumber, formatNumber, isGivenOut, seriesOf } from '../country/numbers.ts'
import type { AgencyKind, NumberSeries, Pack } from '../country/pack.ts'
import { numberKey } from '../model/case-number.ts'

export interface NumberingUnit {
  no: number
  slug: string
  kind: string
  zone: string
}

export interface Wanted {
  series?: string
  /** As the official register gave it. */
  number?: string
}

export interface Numbered {
  number: string
  series: string
  year: number
  serial: number | null
  isEntered: boolean
}

export const yearIn = (now: Date, zone: string): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(now))

interface Numbering {
  pack: Pack
  unit: NumberingUnit
  wanted: Wanted
  caseId: string
  now: Date
}

/** Takes the number for the case; refuses with `no-such-series`, `number-shape`, `number-needed` or `number-taken`. */
export async function takeNumber(sql: Sql, { pack, unit, wanted, caseId, now }: Numbering): Promise<Numbered> {
  const agency = { id: unit.slug, kind: unit.kind as AgencyKind }
  const year = yearIn(now, unit.zone)
  if (wanted.number !== undefined) {
    const check = checkNumber(pack, agency, wanted.number)
    if (!check.isFit) return refuse('invalid', 'number-shape', { expected: check.expected })
    if (!(await claim(sql, { unit, number: check.number, caseId })))
      return refuse('conflict', 'number-taken', { number: check.number })
    return {
      number: check.number,
      series: check.series.id,
      year: check.year ?? year,
      serial: check.serial ?? null,
      isEntered: true,
    }
  }
  const all = seriesOf(pack, agency)
  const series = wanted.series ? all.find((one) => one.id === wanted.series) : all.find(isGivenOut)
  if (!series)
    return refuse('invalid', wanted.series ? 'no-such-series' : 'number-needed', { expected: all.map((one) => one.id) })
  if (!isGivenOut(series)) return refuse('invalid', 'number-needed', { series: series.id })
  return nextOf(sql, { unit, series, year, caseId })
}

interface Next {
  unit: NumberingUnit
  series: NumberSeries
  year: number
  caseId: string
}

async function nextOf(sql: Sql, { unit, series, year, caseId }: Next): Promise<Numbered> {
  for (;;) {
    // The row is locked until the registering transaction ends: whoever comes next waits, and takes the same number if it fails.
    const [row] = await sql<{ serial: number }>`
      insert into number_series (agency_no, series, year, next) values (${unit.no}, ${series.id}, ${year}, 2)
      on conflict (agency_no, series, year) do update set next = number_series.next + 1 returning next - 1 as serial`
    const serial = row!.serial
    const number = formatNumber(series, { serial, year })
    if (await claim(sql, { unit, number, caseId })) return { number, series: series.id, year, serial, isEntered: false }
  }
}

async function claim(
  sql: Sql,
  { unit, number, caseId }: { unit: NumberingUnit; number: string; caseId: string },
): Promise<boolean> {
  const claimed = await sql.count`
    insert into case_number_of (agency_no, number_key, case_id) values (${unit.no}, ${numberKey(number)}, ${caseId}) on conflict do nothing`
  return claimed === 1
}
