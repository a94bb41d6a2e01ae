// A session that ends or changes hands while a page is open: nothing is written in a wrong name, nothing typed is lost, nothing is shown.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { aPerson, aSite, expectAccessible, type Site, signIn, watch } from './site.ts'

let site: Site
let browser: Browser
let context: BrowserContext
let page: Page
let said: string[]

const sql = () => site.world.owner.sql
const over = () => page.locator('.over').getByRole('dialog')
const keysOf = async (login: string) =>
  (await sql()<{ is_keys_on: boolean }>`select is_keys_on from person where login = ${login}`)[0]!.is_keys_on

beforeAll(async () => {
  site = await aSite()
  // A site without an administrator waits for its first run.
  await aPerson(site, { login: 'bram', unit: 'quaymark', roles: ['administrator'] })
  await aPerson(site, { login: 'mara', unit: 'national-desk', roles: ['supervisor'] })
  await aPerson(site, { login: 'signe', unit: 'national-desk', roles: ['officer'] })
  browser = await launchChromium()
})

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  said = watch(page)
})

afterEach(async () => {
  await context.close()
  expect(said).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

test('what is pressed on the page of one person is not done by another who signed in in another tab', async () => {
  await signIn(page, site, 'mara')
  await page.goto(`${site.address}/me`)
  const keys = page.locator('#keys input')
  await keys.waitFor()
  const other = await context.newPage()
  await signIn(other, site, 'signe')
  await keys.evaluate((box: HTMLElement) => box.click())
  await over().waitFor()
  expect([await keysOf('mara'), await keysOf('signe')]).toEqual([true, true])
  expect(await keys.isVisible()).toBe(false)
  expect(await page.title()).toBe('Tipbridge')
  await expectAccessible(page, 'another person')
  await over().getByRole('button', { name: 'Load the page again' }).click()
  await page.locator('.top .person', { hasText: 'signe' }).waitFor()
  expect(await over().count()).toBe(0)
})

test('a unit chosen in another tab is not that of this page, which may go on for its own', async () => {
  await sql()`
    insert into role_grant (person_id, agency_no, role, given_at)
    select p.person_id, a.no, 'officer', now() from person p, agency a where p.login = 'signe' and a.slug = 'quaymark'`
  await signIn(page, site, 'signe')
  await page.locator('.top .unit').waitFor()
  const shown = await page.locator('.top .unit').textContent()
  const other = await context.newPage()
  await other.goto(`${site.address}/inbox`)
  await other.locator('.top .unit').click()
  await other.getByRole('menuitem', { name: 'Quaymark' }).click()
  await other.locator('.top .unit', { hasText: 'Quaymark' }).waitFor()
  expect(await other.locator('.over').count()).toBe(0)
  await page.bringToFront()
  await over().waitFor()
  await page.keyboard.press('Enter')
  await over().waitFor({ state: 'detached' })
  await page.locator('.top .unit').waitFor()
  expect(await page.locator('.top .unit').textContent()).toBe(shown)
})
