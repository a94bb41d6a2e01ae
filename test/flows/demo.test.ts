// The demonstration in small: everybody can sign in, every page has something to show, nothing is left due, and the log is whole.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isPassword } from '../../src/access/passwords.ts'
import { verifierFrom } from '../../src/audit/checkpoint.ts'
import { checkpointFileIn } from '../../src/audit/checkpoint-file.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { readConfig } from '../../src/base/config.ts'
import { openDatabase } from '../../src/base/database.ts'
import { createKeys, loadKeys } from '../../src/base/keys.ts'
import { silentLog } from '../../src/base/log.ts'
import { makeDemo } from '../../src/cli/demo/make-demo.ts'
import { demoPeople } from '../../src/cli/demo/people.data.ts'
import { markDemo, standingOf } from '../../src/cli/demo/standing.ts'
import type { Site } from '../../src/cli/site.ts'
import { aDatabase } from '../database.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'tipbridge-demo-test-'))
const config = readConfig({ TIPBRIDGE_DATA: dataFolder })
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

test('an empty site becomes the demonstration', { timeout: 240_000 }, async () => {
  await using database = await aDatabase()
  await createKeys(config.keysFolder)
  const { ownerUrl, appUrl, lookupUrl, auditUrl } = database
  const keys = await loadKeys(config.keysFolder)
  const site = { config, keys, ownerUrl, urls: { app: appUrl, lookup: lookupUrl, audit: auditUrl } } as Site
  const owner = openDatabase({ url: ownerUrl, max: 4, name: 'test demo' })
  try {
    expect(await standingOf(owner)).toBe('empty')
    await markDemo(owner, 'making')
    expect(await standingOf(owner)).toBe('half-made')
    await makeDemo({ owner, site, log: silentLog, password: 'a-demo-password', size: { reports: 350, abroad: 70 } })
    await markDemo(owner, true)
    expect(await standingOf(owner)).toBe('demo')
    await everybodySignsIn(owner)
    await everyPageHasSomething(owner)
    const checkpointFile = checkpointFileIn(dataFolder)
    const verified = await verifyAudit({
      database: owner,
      verifier: verifierFrom(keys.checkpoint.publicKey),
      checkpointFile,
      macKey: keys.audit,
    })
    expect(verified).toMatchObject({ ok: true, unplaced: 0 })
  } finally {
    await owner.close()
  }
})

type Owner = ReturnType<typeof openDatabase>

async function everybodySignsIn({ sql }: Owner): Promise<void> {
  const people = await sql<{ login: string; password: string }>`select login, password from person where kind = 'person'`
  expect(people.map(({ login }) => login).sort()).toEqual(demoPeople.map(({ login }) => login).sort())
  expect(await isPassword(people[0]!.password, 'a-demo-password')).toBe(true)
  expect(new Set(people.map(({ password }) => password)).size).toBe(people.length)
}

async function everyPageHasSomething({ sql }: Owner): Promise<void> {
  const [reports] = await sql<Record<string, number>>`
    select count(*) filter (where due <> 0 or parked_reason is not null)::int as "notDone", count(distinct state)::int as states,
      count(distinct band)::int as bands, count(*) filter (where is_danger)::int as danger from report`
  expect(reports).toMatchObject({ notDone: 0, bands: 4 })
  expect(reports!.states).toBeGreaterThanOrEqual(5)
  expect(reports!.danger).toBeGreaterThan(0)
  const [found] = await sql<Record<string, number>>`
    select (select count(*)::int from referral where state = 'returned') as returned, (select count(*)::int from referral where state = 'offered') as waiting,
      (select count(*)::int from court_case where state = 'registered') as open, (select count(*)::int from court_case where state = 'closed') as closed,
      (select count(*)::int from case_event where event = 're-registered') as moved, (select count(*)::int from receipt where state = 'quarantined') as quarantined,
      (select count(*)::int from report where outcome is not null) as ended, (select count(*)::int from note) as notes,
      (select count(*)::int from audit_entry where outcome = 'refused') as refused, (select count(*)::int from audit_entry where action = 'sealed.reveal') as reveals`
  for (const [what, count] of Object.entries(found!)) expect(count, what).toBeGreaterThan(0)
  const countries = await sql<{
    pack: string
  }>`select distinct a.pack from report r join agency a on a.no = r.holder_no order by 1`
  expect(countries).toEqual([{ pack: 'in' }, { pack: 'xx' }])
}
