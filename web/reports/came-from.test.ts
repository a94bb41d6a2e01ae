import { expect, test } from 'vitest'
import { cameFrom, keepPlace, leaveTo, noteMove } from './came-from.ts'

let entries = 0
function at(href: string) {
  entries += 1
  return { href, pathname: href.replace(/[?#].*/, ''), state: { __TSR_key: `entry ${entries}` } }
}

test('a report knows the page from which it was opened, also after its own parts were looked at', () => {
  const [search, report, part, list] = [at('/search?q=quay'), at('/reports/R-1'), at('/reports/R-1#files'), at('/cases')]
  noteMove(search, report)
  noteMove(report, part)
  expect([cameFrom(report)?.href, cameFrom(part)?.href]).toEqual(['/search?q=quay', '/search?q=quay'])
  noteMove(report, list)
  noteMove(list, report)
  expect(cameFrom(report)?.href).toBe('/search?q=quay')
})

test('a step through a list keeps where the list is', () => {
  const [inbox, first, second] = [at('/inbox?view=mine'), at('/reports/R-1'), at('/reports/R-2')]
  noteMove(inbox, first)
  keepPlace(first, second.pathname)
  noteMove(first, second)
  expect(cameFrom(second)?.href).toBe('/inbox?view=mine')
})

test('from a report to another, and back step by step', () => {
  const [inbox, first, other, again] = [at('/inbox'), at('/reports/R-1'), at('/reports/R-2'), at('/reports/R-1')]
  noteMove(inbox, first)
  noteMove(first, other)
  expect(cameFrom(other)?.href).toBe('/reports/R-1')
  leaveTo(cameFrom(other))
  noteMove(other, again)
  expect(cameFrom(again)?.href).toBe('/inbox')
})

test('what was opened from nowhere came from nowhere', () => {
  const report = at('/reports/R-1')
  noteMove(undefined, report)
  expect(cameFrom(report)).toBeUndefined()
})
