import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../base/config.ts'
import { sampleFiles } from './samples.ts'

const folder = join(projectRoot, 'samples')
const files = sampleFiles()

test('samples/ holds what the generator makes (npx tsx bench/samples.ts), each file with its line in the README', () => {
  const names = files.map(({ name }) => name)
  expect(readdirSync(folder).sort()).toEqual([...names, 'README.md'].sort())
  for (const { name, bytes } of files) expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true)
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  for (const name of names) expect(readme).toContain(`\`${name}\``)
})

test('they are small', () => {
  expect(files.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(300_000)
})
