// Names say what a thing is: no words that fit everything, no default exports, no index files.
import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

const files = sourceFiles('src', 'web')
const empty = /(^|[-/])(manager|helpers?|utils?|common|misc|handlers?|processor|data|info|dto|impl)([-.]|$)/i

test('no file is named by a word that fits everything', () => {
  expect(files.map(({ path }) => path).filter((path) => empty.test(path.replace(/\.data\.tsx?$/, '')))).toEqual([])
})

test('file names are kebab-case, components PascalCase', () => {
  const wrong = files.filter(({ path }) => {
    const name = path.split('/').at(-1)!
    return path.endsWith('.tsx')
      ? !/^([A-Z][A-Za-z0-9]*|[a-z0-9-]+)(\.test)?\.tsx$/.test(name)
      : !/^[a-z0-9-]+(\.(test|data|generated))?\.(ts|mjs)$/.test(name)
  })
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('no default exports, no index files', () => {
  const wrong = files.filter(({ path, text }) => /^export default /m.test(text) || /\/index\.tsx?$/.test(path))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('words of the field: none of those to avoid', () => {
  const avoid = /child[ -]?porn|kiddie|child prostitut/i
  const wrong = sourceFiles('src', 'web', 'bench').filter(
    ({ path, text }) => avoid.test(text) && !/formats\/|incident-types/.test(path),
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
})
