// The page of a report between others: the way back, and what is being written there.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { content } from '../contents.ts'
import { unitNo } from '../people.ts'
import { received } from '../received.ts'
import { launchChromium } from './chromium.ts'
import { aPerson, aSite, type Site, signIn, watch } from './site.ts'

let site: Site
let browser: Browser
let page: Page
let said: string[]
let reports: { number: string }[]

const opened = (number: string | undefined) => page.locator('h1', { hasText: number }).waitFor()

beforeAll(async () => {
  site = await aSite()
  // A site without an administrator waits for its first run.
  await aPerson(site, { login: 'bram', unit: 'quaymark', roles: ['administrator'] })
  await aPerson(site, { login: 'signe', unit: 'national-desk', roles: ['officer'] })
  const holder = unitNo('national-desk')
  reports = [
    await received(site.world, { content: content(), holder, state: 'triaged' }),
    await received(site.world, { content: content(), holder, state: 'triaged' }),
  ]
  browser = await launchChromium()
})

beforeEach(async () => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  page.setDefaultTimeout(20_000)
  said = watch(page)
  await signIn(page, site, 'signe')
})

afterEach(async () => {
  await page.context().close()
  expect(said).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

test('Escape leads back to where a report was opened, and its crumb names that', async () => {
  const number = reports[0]!.number
  await page.goto(`${site.address}/search?q=${number}`)
  await page.locator('.report-list').getByText(number).first().click()
  await opened(number)
  expect(await page.locator('.crumb').textContent()).toBe('Search')
  await page.keyboard.press('Escape')
  await page.waitForURL(`${site.address}/search?q=${number}`)
  await page.goto(`${site.address}/reports/${number}`)
  await opened(number)
  expect(await page.locator('.crumb').textContent()).toContain('Inbox')
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => url.pathname === '/inbox')
})
