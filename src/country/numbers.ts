// Numbers of cases: which series a unit has, how a number is written, read and checked when it was entered by hand.
import { tidyNumber } from '../model/case-number.ts'
import type { AgencyKind, NumberSeries, Pack } from './pack.ts'

export interface CaseNumber {
  serial: number
  year: number
}

export const formatNumber = (series: Pick<NumberSeries, 'format'>, number: CaseNumber): string =>
  series.format.replace('{serial}', String(number.serial)).replace('{year}', String(number.year))

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The numbers in a text of this series, or undefined where it is not written as the series writes. */
export function parseNumber(series: Pick<NumberSeries, 'format'>, text: string): { serial: number; year?: number } | undefined {
  const source = series.format
    .split(/(\{serial\}|\{year\})/)
    .map((part) => (part === '{serial}' ? '(?<serial>[1-9]\\d{0,8})' : part === '{year}' ? '(?<year>\\d{4})' : escaped(part)))
    .join('')
  const groups = new RegExp(`^${source}$`, 'u').exec(tidyNumber(text))?.groups
  if (groups === undefined) return undefined
  return { serial: Number(groups.serial), year: groups.year === undefined ? undefined : Number(groups.year) }
}

/** The series of a unit, those that are off too: their numbers can be entered, but are not given out. */
export function seriesOf(pack: Pack, agency: { id: string; kind: AgencyKind }): NumberSeries[] {
  const named = pack.series.filter((series) => series.agencies.includes(agency.id))
  // A unit with a series of its own does not also use that of its kind, but for the zero series.
  const byKind = pack.series.filter(
    (series) => series.kinds.includes(agency.kind) && !named.some((own) => own.isZero === series.isZero),
  )
  return [...named, ...byKind]
}

export type NumberCheck =
  | { isFit: true; number: string; series: NumberSeries; year?: number; serial?: number }
  | { isFit: false; expected: string[] }

/** Whether a number entered by hand has the shape of one of the unit's series; where it has, the number as it is kept. */
export function checkNumber(pack: Pack, agency: { id: string; kind: AgencyKind }, text: string): NumberCheck {
  const number = tidyNumber(text)
  const all = seriesOf(pack, agency)
  const series = all.find((one) => new RegExp(one.shape, 'u').test(number))
  if (series === undefined) return { isFit: false, expected: all.map((one) => formatNumber(one, { serial: 27, year: 2026 })) }
  return { isFit: true, number, series, ...parseNumber(series, number) }
}

/** Whether the programme gives out numbers of this series itself. */
export const isGivenOut = (series: NumberSeries): boolean => series.isOn
