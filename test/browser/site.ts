// A site with its browser: a world of its own, served on a free port, with the work process's loop running beside it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { hashPassword } from '../../src/access/passwords.ts'
import { checkpointFileIn } from '../../src/audit/checkpoint-file.ts'
import { runSequencer } from '../../src/audit/sequencer.ts'
import { systemClock } from '../../src/base/clock.ts'
import { uuid7 } from '../../src/base/ids.ts'
import { silentLog } from '../../src/base/log.ts'
import { projectRoot } from '../../src/base/project.ts'
import { batchReader } from '../../src/intake/read-batch.ts'
import { runPipeline } from '../../src/pipeline/work.ts'
import type { Role } from '../../src/work/permissions.ts'
import { unitNo } from '../people.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'
import { launchChromium } from './chromium.ts'

export interface Site extends AsyncDisposable {
  world: TestWorld
  address: string
  /** A page of a person who came in anew, 1440 × 900 unless told; what the browser complains about there goes into `said`. */
  openPage(options?: BrowserContextOptions): Promise<Page>
  said: string[]
}

export interface Who {
  login: string
  unit: string
  roles: Role[]
}

export const PASSWORD = 'a-password-for-tests'

const opened: BrowserContext[] = []

/** What stands on each page that is open, for whoever reads of a test that failed on another machine. */
export async function sayPages(): Promise<void> {
  for (const page of opened.flatMap((context) => context.pages())) {
    const text = await page.evaluate(() => document.body.textContent ?? '').catch(String)
    console.error(`open at the failure: ${page.url()}\n${text.slice(0, 2000)}\n`)
  }
}

/** Without an administrator among its people a site waits for its first run. */
export async function aSite(...people: Who[]): Promise<Site> {
  const browser = await launchChromium()
  const world = await aWorld({ start: new Date().toISOString() })
  world.world.clock = systemClock
  const { owner, keys, dataFolder } = world
  await owner.sql`insert into setting (name, value) values ('demo', 'true') on conflict do nothing`
  const address = await world.server.listen({ host: '127.0.0.1', port: 0 })
  const stopping = new AbortController()
  const common = { database: owner, keys, clock: systemClock, log: silentLog, signal: stopping.signal }
  const site = { packs }
  const readBatches = batchReader({ owner, keys, site, clock: systemClock, log: silentLog, dataFolder })
  const running = [
    runPipeline({ ...common, site, readBatches }),
    runSequencer({ ...common, checkpointFile: checkpointFileIn(dataFolder) }),
  ]
  for (const person of people) await aPerson({ world }, person)
  const said: string[] = []
  return {
    world,
    address,
    said,
    async openPage(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
      context.setDefaultTimeout(60_000)
      // Other tabs, too.
      context.on('page', (page) => watch(page, said))
      opened.push(context)
      return context.newPage()
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      stopping.abort()
      await Promise.allSettled(running)
      await world[Symbol.asyncDispose]()
    },
  }
}

export async function aPerson({ world }: Pick<Site, 'world'>, given: Who): Promise<void> {
  const id = uuid7()
  const now = new Date()
  await world.owner.sql`
    insert into person (person_id, login, name, password, made_at) values (${id}, ${given.login}, ${given.login}, ${await hashPassword(PASSWORD)}, ${now})`
  for (const role of given.roles) {
    await world.owner
      .sql`insert into role_grant (person_id, agency_no, role, given_at) values (${id}, ${unitNo(given.unit)}, ${role}, ${now})`
  }
}

export async function signIn(page: Page, { address }: Site, login: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${address}/sign-in`)
  await signInHere(page, login)
}

/** On the card that is open, in whatever language it speaks. */
export async function signInHere(page: Page, login: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(login)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds, as text; the source goes in by evaluation, since the page's policy lets no other script in. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { violations } = await (window as any).axe.run(document, { resultTypes: ['violations'] })
    return violations.map(
      (one: any) =>
        `${one.id}: ${one.nodes
          .map((node: any) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
  })
  expect([name, found]).toEqual([name, []])
}

/** Everything that the browser complains about: exceptions, policy violations, failed requests of our own pages. */
function watch(page: Page, said: string[]): void {
  page.on('pageerror', (error) => said.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !/status of (400|401|403|404|409)/.test(text)) said.push(text)
  })
}

export const samples = join(projectRoot, 'samples')
