// A session that ends or changes hands while a page is open: nothing is written in a wrong name, nothing typed is lost, nothing is shown.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { aSite, expectAccessible, PASSWORD, type Site, signIn } from './site.ts'

let site: Site
let page: Page

const sql = () => site.world.owner.sql
const over = () => page.locator('.over').getByRole('dialog')
const keysOf = async (login: string) =>
  (await sql()<{ is_keys_on: boolean }>`select is_keys_on from person where login = ${login}`)[0]!.is_keys_on
const endSessions = () => sql()`update session set ended_at = now() where ended_at is null`
/** In the dialog that lies over the page. */
async function signInOver(login: string) {
  await over().locator('input[autocomplete=username]').fill(login)
  await over().locator('input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
}

/** A dialog of bram's in which something is typed. */
async function typeSomething() {
  await signIn(page, site, 'bram')
  await page.goto(`${site.address}/people`)
  await page.getByRole('button', { name: 'Add…' }).click()
  const field = page.locator('.dialog input:not([type=radio])').first()
  await field.fill('Rowan Pike')
  return field
}

beforeAll(async () => {
  site = await aSite(
    { login: 'bram', unit: 'quaymark', roles: ['administrator'] },
    { login: 'mara', unit: 'national-desk', roles: ['supervisor'] },
    { login: 'signe', unit: 'national-desk', roles: ['officer'] },
  )
})

beforeEach(async () => {
  page = await site.openPage()
})

afterEach(async () => {
  await page.context().close()
  expect(site.said).toEqual([])
})

afterAll(() => site?.[Symbol.asyncDispose]())

test('what is pressed on the page of one person is not done by another who signed in in another tab', async () => {
  await signIn(page, site, 'mara')
  await page.goto(`${site.address}/me`)
  const keys = page.locator('#keys input')
  await keys.waitFor()
  const other = await page.context().newPage()
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
  const other = await page.context().newPage()
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

test('a session that ends hides the page and keeps it: the same person goes on where they were', async () => {
  const field = await typeSomething()
  await endSessions()
  await over().waitFor()
  expect([await field.isVisible(), await page.locator('main').isVisible(), await page.title()]).toEqual([
    false,
    false,
    'Tipbridge',
  ])
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('password')
  await expectAccessible(page, 'the session has ended')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await over().getByRole('button', { name: 'Sign in' }).click()
  await over().getByRole('alert').waitFor()
  // A network that fails says nothing of who is there.
  await page.route('**/api/**', (route) => route.abort())
  await page.waitForRequest('**/api/alerts')
  await page.waitForTimeout(500)
  expect([await over().isVisible(), await field.isVisible()]).toEqual([true, false])
  await page.unroute('**/api/**')
  site.said.splice(0)
  await signInOver('bram')
  await over().waitFor({ state: 'detached' })
  expect([await field.isVisible(), await field.inputValue()]).toEqual([true, 'Rowan Pike'])
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('another person who signs in over it finds nothing of the one before', async () => {
  await typeSomething()
  await page.evaluate(() => Object.assign(window, { isOfBefore: true }))
  await endSessions()
  await over().waitFor()
  await signInOver('signe')
  await page.locator('.top .person', { hasText: 'signe' }).waitFor()
  expect(await page.evaluate(() => 'isOfBefore' in window)).toBe(false)
  expect([new URL(page.url()).pathname, await page.getByRole('dialog').count()]).toEqual(['/inbox', 0])
})

test('who was at another unit goes on there', async () => {
  await signIn(page, site, 'signe')
  await page.locator('.top .unit').click()
  await page.getByRole('menuitem', { name: 'Quaymark' }).click()
  await page.locator('.top .unit', { hasText: 'Quaymark' }).waitFor()
  await endSessions()
  await over().waitFor()
  await signInOver('signe')
  await over().waitFor({ state: 'detached' })
  expect(await page.locator('.top .unit').textContent()).toContain('Quaymark')
})
