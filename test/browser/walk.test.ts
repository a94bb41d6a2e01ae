// A newcomer's walk: files are dropped, seen prioritised with reasons, one is opened, offered, acknowledged by the other unit,
// registered, re-registered at the station, closed, found on the account, and the auditor verifies the log.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, aSite, expectAccessible, type Site, samples, signIn } from './site.ts'

let site: Site
let page: Page
let number: string
let caseId: string

const sql = () => site.world.owner.sql
const soon = { timeout: 60_000, interval: 200 }
const dialog = () => page.getByRole('dialog')

/** While the first menu of the page is open; Escape gives the focus back to its button. */
async function expectAccessibleWithMenu(name: string) {
  const button = page.locator('main [aria-haspopup=menu]').first()
  await button.click()
  await page.getByRole('menuitem').first().waitFor()
  await expectAccessible(page, name)
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
}

/** Files dragged from a folder of the person onto the page, as the browser itself reports it. */
async function drop(files: string[]) {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 500, data })
    if (type === 'dragOver') await page.locator('.drop.is-over').waitFor()
  }
  await session.detach()
}

beforeAll(async () => {
  site = await aSite(
    { login: 'bram', unit: 'quaymark', roles: ['administrator'] },
    { login: 'signe', unit: 'national-desk', roles: ['officer'] },
    { login: 'ola', unit: 'lantern-station', roles: ['supervisor'] },
    { login: 'elin', unit: 'quaymark', roles: ['auditor'] },
  )
  page = await site.openPage()
})

afterAll(() => site?.[Symbol.asyncDispose]())

test('files dropped on Intake end in one visible state each', async () => {
  await signIn(page, site, 'signe')
  await page.goto(`${site.address}/intake`)
  const files = readdirSync(samples).filter((name) => !name.endsWith('.md'))
  await page.locator('.drop').waitFor()
  await drop(files.map((name) => join(samples, name)))
  await expect.poll(async () => (await sql()`select 1 from batch where state = 'done'`).length, soon).toBe(1)
  const states = await sql()<{ state: string }>`select distinct state from receipt where part > 0`
  expect(states.map((one) => one.state)).toEqual(expect.arrayContaining(['accepted', 'quarantined', 'duplicate', 'new-version']))
  await expect.poll(() => page.locator('main').textContent(), soon).toMatch(/quarantine/i)
  await expectAccessible(page, 'intake')
})

test('the Inbox shows them by priority with reasons; the page of one says why it stands there', async () => {
  await expect.poll(async () => (await sql()`select 1 from report where due <> 0 limit 1`).length, soon).toBe(0)
  await page.goto(`${site.address}/inbox`)
  await page.locator('[role=row].row').first().waitFor()
  await expectAccessible(page, 'inbox')
  await expectAccessibleWithMenu('the order of the inbox')
  const [report] = await sql()<{ number: string }>`
    select r.number from report r join agency a on a.no = r.candidate_no where a.may_register and a.kind = 'district' and r.state = 'triaged'
    order by r.priority desc, r.number limit 1`
  number = report!.number
  await page.goto(`${site.address}/reports/${number}`)
  await page.locator('.reason').first().waitFor()
  expect(await page.locator('h1').first().textContent()).toContain(number)
  // How many fields are there can be counted by hand, and each that is missing says why it is missed.
  const [, have, of] = /Complete (\d+) of (\d+)/.exec((await page.locator('#complete').textContent()) ?? '')!
  expect(await page.locator('#complete .missing li').count()).toBe(Number(of) - Number(have))
  for (const line of await page.locator('#complete .missing .sub').allTextContents()) expect(line).toMatch(/;/)
  await expectAccessible(page, 'report')
  await expectAccessibleWithMenu('what else may be done with a report')
})

test('it is offered to its first candidate by a key and Enter', async () => {
  await page.keyboard.press('e')
  await dialog().waitFor()
  // Who looks for another unit has chosen none: nothing goes to the one that stood there before.
  await page.keyboard.type('zz')
  await expect
    .poll(
      () =>
        dialog()
          .getByRole('button', { name: /^Offer to/ })
          .count(),
      soon,
    )
    .toBe(0)
  // The list closes under the press; the button must not run away from it.
  await dialog()
    .getByRole('button', { name: /^Cancel/ })
    .click()
  await dialog().waitFor({ state: 'detached' })
  await page.keyboard.press('e')
  await dialog().waitFor()
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await sql()`select 1 from referral where number = ${number} and state = 'offered'`).length, soon)
    .toBe(1)
})

test('at 390 px a selection shows what may be done with it, and nothing is wider than the page', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${site.address}/inbox`)
  await page.locator('.row .c-pick input').nth(1).click()
  await page.getByRole('toolbar').getByRole('button', { name: 'Offer' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page, 'a selection at 390 px')
  await page.getByRole('toolbar').getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('toolbar').waitFor({ state: 'detached' })
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('the other unit sees it at the top line, acknowledges it and registers the case', async () => {
  const [to] = await sql()<{
    slug: string
  }>`select a.slug from referral f join agency a on a.no = f.to_no where f.number = ${number}`
  await aPerson(site, { login: 'tove', unit: to!.slug, roles: ['officer'] })
  await signIn(page, site, 'tove')
  await page.goto(`${site.address}/referrals`)
  await page.getByText(number).first().waitFor()
  await expectAccessible(page, 'referrals')
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await page.waitForTimeout(500)
  if (await dialog().isVisible()) await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await sql()`select 1 from report where number = ${number} and state = 'acknowledged'`).length, soon)
    .toBe(1)
  await page.locator('.announced').getByRole('link', { name: number }).click()
  await page.waitForURL(`${site.address}/reports/${number}`)
  await page.locator('.reason').first().waitFor()
  await page.keyboard.press('c')
  await dialog().getByRole('button', { name: 'Register the case' }).click()
  await expect.poll(async () => (await sql()`select 1 from court_case`).length, soon).toBe(1)
  const [registered] = await sql()<{ case_id: string }>`select case_id from court_case`
  caseId = registered!.case_id
})

test('it is re-registered at the station under its number, and closed there by a supervisor', async () => {
  await page.goto(`${site.address}/cases/${caseId}`)
  await page
    .getByRole('button', { name: /^Re-register/ })
    .first()
    .click()
  await dialog().locator('input').first().click()
  await page.keyboard.type('Lantern Station')
  await page
    .getByRole('option', { name: /Lantern Station/ })
    .first()
    .click()
  await dialog()
    .getByLabel(/^Ground/)
    .fill('The act took place there')
  await dialog()
    .getByRole('button', { name: /^Re-register/ })
    .click()
  await expect.poll(async () => (await sql()`select 1 from case_number where case_id = ${caseId}`).length, soon).toBe(2)
  await signIn(page, site, 'ola')
  await page.goto(`${site.address}/cases/${caseId}`)
  await page.locator('.life').waitFor()
  // Whom the reports name stands beside the case, each with the report that names them.
  await page.locator('#people').getByText('suspect').first().waitFor()
  expect(await page.locator('#people').getByText(number).count()).toBeGreaterThan(0)
  // Its two numbers may be alike: each is said with its unit.
  await page.getByText(/re-registered .+ of .+ as .+ of Lantern Station/).waitFor()
  await expectAccessible(page, 'case')
  await page
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
  await dialog().locator('select').selectOption({ index: 1 })
  await dialog()
    .getByLabel(/^Reason/)
    .fill('All points are answered')
  await dialog()
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
  await expect.poll(async () => (await sql()`select 1 from court_case where state = 'closed'`).length, soon).toBe(1)
})

test('the account of the desk counts it, and each number opens its list', async () => {
  await signIn(page, site, 'signe')
  await page.goto(`${site.address}/account`)
  await page.locator('.step').first().waitFor()
  await expectAccessible(page, 'account')
  const closed = page.locator('.outcomes a').first()
  expect(await closed.textContent()).toBe('1')
  await closed.click()
  await page.getByText(number).first().waitFor()
})

test('the auditor finds who opened it and verifies the log', async () => {
  await signIn(page, site, 'elin')
  await page.goto(`${site.address}/audit`)
  await page.locator('main table, main [role=table], main [role=grid]').first().waitFor()
  await expectAccessible(page, 'audit')
  await page.getByRole('button', { name: 'Check the log' }).click()
  await page.getByText('nothing altered, removed, inserted or reordered').waitFor()
})

test('nothing was said by the browser, and no policy was broken', () => {
  expect(site.said).toEqual([])
})
