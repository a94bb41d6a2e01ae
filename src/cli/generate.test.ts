import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Io, Sentence, UsageError } from './command.ts'
import { command } from './generate.ts'

const root = mkdtempSync(join(tmpdir(), 'tipbridge-generate-command-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function run(...args: string[]) {
  const said: string[] = []
  const io = {
    print: (line: string) => said.push(line),
    say: (line: string) => said.push(line),
    isTerminal: false,
  } as unknown as Io
  await command.run(args, io)
  return said.join('\n')
}

test('writes the folder and the truth beside it', async () => {
  const folder = join(root, 'set')
  expect(await run('--reports', '5', '--seed', '3', '--out', `${folder}/`)).toMatch(/^5 reports \(\d+ records\) in 1 file under /)
  expect(readdirSync(root).sort()).toEqual(['set', 'set-truth.csv'])
  expect(
    JSON.parse(await run('--reports', '5', '--format', 'agency-json', '--out', join(root, 'other'), '--json')),
  ).toMatchObject({ reports: 5 })
})

test.each(['cybertip-xml', 'agency-json'])(
  'broken files come by themselves, and do not change how many reports there are: %s',
  async (format) => {
    const folder = join(root, `usual-${format}`)
    const options = ['--reports', '200', '--format', format, '--out', folder, '--json']
    expect(JSON.parse(await run(...options))).toMatchObject({ reports: 200, broken: 6 })
    expect(readdirSync(folder).filter((name) => name.startsWith('broken-'))).toHaveLength(6)
    expect(readFileSync(`${folder}-truth.csv`, 'utf8').trim().split('\n')).toHaveLength(201)
    expect(
      JSON.parse(await run('--reports', '200', '--broken', '0', '--out', join(root, `none-${format}`), '--json')),
    ).toMatchObject({
      reports: 200,
      broken: 0,
    })
  },
)

test('does not mix with what is there', async () => {
  const folder = mkdtempSync(join(root, 'full-'))
  writeFileSync(join(folder, 'mine.txt'), 'mine')
  await expect(run('--reports', '5', '--out', folder)).rejects.toThrow(Sentence)
  expect(readdirSync(folder)).toEqual(['mine.txt'])
})

test.each([
  [['--out', 'x']],
  [['--reports', '5']],
  [['--reports', 'many', '--out', 'x']],
  [['--reports', '0', '--out', 'x']],
  [['--reports', '5', '--format', 'pdf', '--out', 'x']],
  [['--reports', '5', '--until', 'tomorrow', '--out', 'x']],
])('%j is wrong usage', async (args) => {
  await expect(run(...args)).rejects.toThrow(UsageError)
})
