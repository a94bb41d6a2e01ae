// Reads a time as senders write it: ISO 8601 in its variants. What is no time stays as it was written, with an issue: never a guess
// between day and month, never a zone that nobody stated.
import type { Time } from '../model/report.ts'
import { shown } from './mask.ts'

export type TimeFault = 'time-empty' | 'time-not-read' | 'time-impossible' | 'time-ambiguous' | 'time-without-zone'

export interface ReadTime {
  time: Time
  fault?: TimeFault
}

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[Tt ]\s*(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?\s*(.*))?)?)?$/
const ZONE = /^(?:([Zz]|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)$/

export function readTime(given: string): ReadTime {
  const text = given.trim()
  const usual = readUsual(text)
  if (usual) return { time: usual }
  // What is no time may be anything, also a sentence about a person: only its structure is kept here, the text as unread.
  const nothing = (fault: TimeFault): ReadTime => ({
    time: { at: null, written: shown(text), offsetMinutes: null, zone: 'absent', precision: 'second' },
    fault,
  })
  if (text === '') return nothing('time-empty')
  const parts = ISO.exec(text)
  if (!parts) return nothing(dayAndMonth(text))
  const zone = readZone(parts[8] ?? '')
  if (zone === undefined) return nothing('time-not-read')
  const at = instantOf(parts, zone ?? 0)
  if (at === undefined) return nothing('time-impossible')
  const time: Time = {
    at,
    written: text,
    offsetMinutes: zone,
    zone: zone === null ? 'absent' : 'stated',
    precision: precisionOf(parts),
  }
  return zone === null ? { time, fault: 'time-without-zone' } : { time }
}

const DAY_AND_MONTH = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})\b/

/** Day and month in the order of some country are not read, even where only one order gives a date: nobody stated which. */
function dayAndMonth(text: string): TimeFault {
  const found = DAY_AND_MONTH.exec(text)
  if (!found) return 'time-not-read'
  const [first, second, year] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const isDate = (day: number, month: number) => month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  if (isDate(first, second) && isDate(second, first)) return 'time-ambiguous'
  return isDate(first, second) || isDate(second, first) ? 'time-not-read' : 'time-impossible'
}

/** Seconds with a zone, on a day that every month has: what nearly all documents hold, read without taking it apart. */
const USUAL = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/

function readUsual(written: string): Time | undefined {
  if (written.length > 25 || !USUAL.test(written)) return undefined
  // Where the year turns, an offset may lead to one that has no place in this form.
  if (written.startsWith('0000') || written.startsWith('0001') || written.startsWith('9999')) return undefined
  if (written.length === 20)
    return { at: `${written.slice(0, 19)}.000Z`, written, offsetMinutes: 0, zone: 'stated', precision: 'second' }
  const at = new Date(written)
  const minutes = Number(written.slice(20, 22)) * 60 + Number(written.slice(23, 25))
  const offsetMinutes = written[19] === '-' ? -minutes : minutes
  return { at: at.toISOString(), written, offsetMinutes, zone: 'stated', precision: 'second' }
}

/** Minutes east of UTC, null where none is stated, undefined where what stands there is no zone. */
function readZone(text: string): number | null | undefined {
  if (text === '') return null
  const zone = ZONE.exec(text)
  if (!zone) return undefined
  if (zone[1]) return 0
  const minutes = Number(zone[3]) * 60 + Number(zone[4] ?? 0)
  if (Number(zone[4] ?? 0) > 59 || minutes > 14 * 60) return undefined
  return zone[2] === '-' ? -minutes : minutes
}

function instantOf(parts: RegExpExecArray, offsetMinutes: number): string | undefined {
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((at) => parts[at]) as (string | undefined)[]
  const [m, d] = [Number(month ?? 1), Number(day ?? 1)]
  const [h, min, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)]
  if (Number(year) < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(Number(year), m)) return undefined
  // 24:00 is the end of a day, 60 a leap second: both are written in earnest.
  const isEndOfDay = h === 24 && min === 0 && s === 0
  if ((h > 23 && !isEndOfDay) || min > 59 || s > 60) return undefined
  const milliseconds = parts[7] ? Number(parts[7].slice(0, 3).padEnd(3, '0')) : 0
  const instant = new Date(0)
  instant.setUTCFullYear(Number(year), m - 1, d)
  instant.setUTCHours(h, min - offsetMinutes, s, milliseconds)
  const text = instant.toISOString()
  return text.length === 24 ? text : undefined
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

function precisionOf(parts: RegExpExecArray): Time['precision'] {
  if (parts[7]) return 'fraction'
  if (parts[6]) return 'second'
  if (parts[4]) return 'minute'
  return parts[3] ? 'day' : parts[2] ? 'month' : 'year'
}

/** A date of birth as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; undefined where it is no date that can be read in one way. */
export function readDate(given: string): string | undefined {
  const text = given.trim()
  const time = /^\d{4}(-\d{2}(-\d{2}([Tt ].*)?)?)?$/.test(text) ? readTime(text).time : undefined
  return time?.at ? text.slice(0, 10) : undefined
}
