import { expect, it } from 'vitest'
import { endOfPath, firstOf, oneLine } from './text.ts'

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['a🔥b', 2, 'a'],
  ['a🔥b', 3, 'a🔥'],
  ['🔥', 1, ''],
  ['', 0, ''],
])('of %j the first %i are %j', (text, most, first) => expect(firstOf(text, most)).toBe(first))

it.each([
  ['tip.xml', 'tip.xml'],
  ['ti\0p\t\n.xml', 'ti[U+0000]p[U+0009][U+000A].xml'],
  ['\u001b]0;owned\u0007\u009b2J', '[U+001B]]0;owned[U+0007][U+009B]2J'],
  ['lmx\u202e.xml', 'lmx[U+202E].xml'],
  ['🔥\ud83d', '🔥[U+D83D]'],
])('%j is one line: %s', (name, line) => expect(oneLine(name)).toBe(line))

it.each([
  ['may/45.xml', 10, 'may/45.xml'],
  ['2026/may/45.xml', 10, '…/45.xml'],
  ['2026/may/45.xml', 12, '…/may/45.xml'],
  ['a/long-name.xml', 10, '…-name.xml'],
  ['a🔥b.xml', 7, '…b.xml'],
  ['', 5, ''],
])('of the path %j the last %i are %j', (path, most, end) => expect(endOfPath(path, most)).toBe(end))
