// A ZIP of a hundred thousand files, received to the end: every member has its one receipt, the states add up, nothing is doubled.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { aCommandLine, jsonLines } from '../command-line.ts'
import { zipOf } from '../zip.ts'

const MEMBERS = Number(process.env.ZIP_MEMBERS ?? 100_000)
const LONGEST_MS = 3 * 3_600_000
/** Each hundredth member is broken, each hundredth the report of the member before. */
const EVERY = 100

function* members() {
  for (let at = 0; at < MEMBERS; at++) {
    const number = 10_000_000 + (at % EVERY === 7 ? at - 1 : at)
    const good = cybertipEnvelope(cybertipEntry(number))
    yield { name: `tips/tip-${at}.xml`, bytes: at % EVERY === 50 ? good.slice(0, 900) : good }
  }
}

test(
  `${MEMBERS} files in one ZIP are received, each with its one receipt`,
  async () => {
    await using site = aCommandLine()
    const folder = join(site.dataFolder, '..', 'in')
    mkdirSync(folder)
    writeFileSync(join(folder, 'tips.zip'), zipOf(members()))
    const { code, stdout, stderr } = await site.run(['receive', '--wait', '--json', folder])
    expect([code, stderr]).toEqual([0, ''])
    const said = jsonLines(stdout)
    const { seconds, ...summary } = said.at(-1)
    const odd = Math.floor(MEMBERS / EVERY)
    expect(summary).toEqual({
      type: 'summary',
      files: MEMBERS,
      records: MEMBERS,
      accepted: MEMBERS - 2 * odd,
      acceptedWithIssues: 0,
      duplicate: odd,
      newVersion: 0,
      quarantined: odd,
      failed: 0,
    })
    console.log(`${MEMBERS} files of one ZIP in ${seconds} s`)
    const receipts = said.slice(0, -1)
    const files = receipts.map(({ file }) => file)
    expect(files).toEqual(Array.from({ length: MEMBERS }, (_, at) => `tips.zip/tips/tip-${at}.xml`))
    expect(receipts.filter((one) => one.ordinal !== 1 || (one.state === 'accepted') !== (one.reason === null))).toEqual([])
    const clusters = jsonLines((await site.run(['clusters', '--json'])).stdout)
    expect(new Set(clusters.map(({ report }) => report)).size).toBe(MEMBERS - 2 * odd)
    expect(clusters).toHaveLength(MEMBERS - 2 * odd)
    expect((await site.run(['audit', 'verify'])).code).toBe(0)
  },
  LONGEST_MS,
)
