import { describe, expect, test } from 'vitest'
import { pages, railItems } from '../pages.tsx'
import { keys } from './keys.data.ts'
import { letterOf, meaningOf } from './keys.ts'
import { isAt } from './places.ts'

const pressed = (key: string, more: Partial<KeyboardEvent> = {}) =>
  meaningOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })

describe('keys', () => {
  test('one key has one meaning', () => {
    const letters = Object.values(keys).map((meaning) => meaning.key)
    expect(new Set(letters).size).toBe(letters.length)
  })

  test('a letter with Ctrl or Alt belongs to the browser, except the palette', () => {
    expect(pressed('e')).toBe('offer')
    expect(pressed('e', { ctrlKey: true })).toBeUndefined()
    expect(pressed('j', { altKey: true })).toBeUndefined()
    expect(pressed('k', { ctrlKey: true })).toBe('palette')
    expect(pressed('K', { metaKey: true })).toBe('palette')
    expect(pressed('?')).toBe('map')
    expect(pressed('q')).toBeUndefined()
  })

  test('Escape is shown as Esc, and what cannot be seen by its name', () => {
    expect(letterOf('back')).toBe('Esc')
    expect([letterOf('tick'), letterOf('down')]).toEqual(['Space', '↓'])
  })
})

describe('places', () => {
  test('a path of the table fits its addresses', () => {
    expect(isAt('/reports/$id', '/reports/R-2026-000001')).toBe(true)
    expect(isAt('/inbox', '/inbox/')).toBe(true)
    expect(isAt('/reports/$id', '/reports/R-1/more')).toBe(false)
  })

  test('every place of the rail is a page that needs the same permission', () => {
    for (const item of railItems) {
      const page = pages.find((one) => one.path === item.path)
      expect(page?.needs, item.path).toBe(item.needs)
      expect(page?.rail).toBe(item.name)
    }
  })
})
