// The pages behind the work: an administrator adds a station and a person, quarantine is looked at and set aside, a supervisor confirms
// what a pack says, and an auditor finds all of it in the log.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSite, expectAccessible, type Site, samples, signIn, signInHere } from './site.ts'

let site: Site
let page: Page

const sql = () => site.world.owner.sql
const soon = { timeout: 60_000, interval: 200 }
const dialog = () => page.getByRole('dialog')
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const go = (path: string) => page.goto(`${site.address}${path}`)

async function pickUnit(name: string) {
  await dialog().getByRole('combobox', { name: 'At the unit' }).fill(name)
  await page.getByRole('option', { name }).first().click()
}

beforeAll(async () => {
  site = await aSite(
    { login: 'bram', unit: 'quaymark', roles: ['administrator'] },
    { login: 'signe', unit: 'national-desk', roles: ['supervisor'] },
    { login: 'elin', unit: 'quaymark', roles: ['auditor'] },
  )
  page = await site.openPage()
})

afterAll(() => site?.[Symbol.asyncDispose]())

test('an administrator adds a station below a district', async () => {
  await signIn(page, site, 'bram')
  await go('/agencies?q=Harbour')
  await button('Harbour District').click()
  await expectAccessible(page, 'agencies')
  await button('Add a unit below…').click()
  await dialog().getByLabel('Name in English').fill('Quay Street Station')
  await button('Add the unit').click()
  await expect
    .poll(
      async () =>
        await sql()`select name->>'en' as name, kind, may_register as "mayRegister" from agency where slug = 'quay-street-station'`,
      soon,
    )
    .toEqual([{ name: 'Quay Street Station', kind: 'station', mayRegister: true }])
})

test('and a person there, whose password is shown once and opens the console', async () => {
  await go('/people')
  await button('Add…').click()
  await dialog().getByLabel('Name', { exact: true }).fill('Ola Ferro')
  await dialog().getByRole('combobox', { name: 'At the unit' }).fill('no such unit')
  await dialog().getByText('Nothing found.').waitFor()
  await expectAccessible(page, 'a choice that nothing fits')
  await pickUnit('Quay Street Station')
  await button('Add').click()
  const password = await page.locator('.secret .id').textContent()
  await page.keyboard.press('Escape')
  await expectAccessible(page, 'a password')
  await button('I have noted it').click()
  expect(await page.getByText(password!).count()).toBe(0)
  await button('Take back: officer at Quay Street Station').waitFor()
  await page.context().clearCookies()
  await go('/sign-in')
  await page.locator('input[autocomplete=username]').fill('ola.ferro')
  await page.locator('input[type=password]').fill(password!)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/me')
  expect(await page.locator('main').textContent()).toContain('Choose your own')
})

test('the language chosen on the card is the language of whoever signs in then', async () => {
  await page.context().clearCookies()
  await go('/sign-in')
  await page.getByRole('button', { name: 'हिन्दी' }).click()
  await button('साइन इन').waitFor()
  await signInHere(page, 'signe')
  await page.getByRole('button', { name: 'English' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('hi')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Inbox' }).first().waitFor()
})

test('what could not be read waits with its place, is read again in vain, and is set aside', async () => {
  await signIn(page, site, 'signe')
  await go('/intake')
  await page.locator('input[type=file]').first().setInputFiles(join(samples, 'broken.xml'))
  await page.getByText('1 not read').waitFor()
  await go('/intake?view=quarantine')
  const trouble = page.getByRole('article')
  // The tag that must be mended is seen, and no value round it.
  expect(await trouble.locator('.bad').textContent()).toMatch(/^\d+\s*<\/incidentSumary>$/)
  expect(await trouble.locator('.bad mark').count()).toBe(1)
  await expectAccessible(page, 'quarantine')
  await button('Read again').click()
  await expect
    .poll(async () => (await sql()`select 1 from audit_entry where action = 'batch.read' and outcome = 'done'`).length, soon)
    .toBe(2)
  await page.reload()
  await button('Set aside…').click()
  await dialog().getByRole('textbox').fill('The sender sends it anew')
  await dialog().getByRole('button', { name: 'Set aside' }).click()
  await page.getByText('No quarantined files.').waitFor()
})

test('a supervisor confirms an entry of a pack as it stands', async () => {
  await go('/packs/xx?kind=offence&standing=not-verified')
  await page.locator('main button.row-open').first().click()
  await expectAccessible(page, 'a pack')
  await button('Confirm…').click()
  await dialog().getByLabel('Note').fill('Looked up in the gazette')
  await button('Confirm as it stands').click()
  await page.getByText('1 entry is confirmed.').waitFor()
  expect(await sql()`select note from pack_confirmation where withdrawn_at is null`).toEqual([
    { note: 'Looked up in the gazette' },
  ])
})

test('an auditor finds it in the log, by keyboard, and the log holds', async () => {
  await signIn(page, site, 'elin')
  await go('/audit?action=pack.confirm')
  await page.locator('main button.row-open').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').getByText('Looked up in the gazette').waitFor()
  await expectAccessible(page, 'the log')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('complementary').count(), soon).toBe(0)
  await button('Check the log').click()
  await page.getByText('nothing altered, removed, inserted or reordered').waitFor()
  await page.getByRole('link', { name: 'Refused attempts' }).click()
  await page.getByText('No entry fits these filters.').waitFor()
  expect(site.said).toEqual([])
})
