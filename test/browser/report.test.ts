// The page of a report between others: the way back, and what is being written there.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { content } from '../contents.ts'
import { unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aSite, type Site, signIn, signInHere } from './site.ts'

let site: Site
let page: Page
let reports: { number: string }[]

const opened = (number: string | undefined) => page.locator('h1', { hasText: number }).waitFor()

beforeAll(async () => {
  site = await aSite(
    { login: 'bram', unit: 'quaymark', roles: ['administrator'] },
    { login: 'signe', unit: 'national-desk', roles: ['officer'] },
    { login: 'elin', unit: 'national-desk', roles: ['auditor'] },
  )
  const holder = unitNo('national-desk')
  reports = [
    await received(site.world, { content: content(), holder, state: 'triaged' }),
    await received(site.world, { content: content(), holder, state: 'triaged' }),
  ]
})

beforeEach(async () => {
  page = await site.openPage()
  await signIn(page, site, 'signe')
})

afterEach(async () => {
  await page.context().close()
  expect(site.said).toEqual([])
})

afterAll(() => site?.[Symbol.asyncDispose]())

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

test('a page that is loaded anew still knows where its report was opened, for whom it was', async () => {
  const number = reports[0]!.number
  await page.goto(`${site.address}/inbox?sort=received`)
  await page.locator('[role=row].row', { hasText: number }).click()
  await page.locator('.panel').waitFor()
  await page.keyboard.press('Enter')
  await opened(number)
  await page.reload()
  await opened(number)
  await page.keyboard.press('Escape')
  await page.waitForURL(`${site.address}/inbox?sort=received&open=${number}`)
  await page.goto(`${site.address}/search?q=${number}`)
  await page.locator('.report-list').getByText(number).first().click()
  await opened(number)
  await page.reload()
  await opened(number)
  expect(await page.locator('.crumb').textContent()).toBe('Search')
  const report = page.url()
  await page.context().clearCookies()
  await page.reload()
  await signInHere(page, 'elin')
  await page.waitForURL(report)
  await opened(number)
  expect(await page.locator('.crumb').textContent()).toContain('Inbox')
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('/search')
})

/** From the Inbox, where its neighbours are known. */
async function openFirst(): Promise<string> {
  await page.locator('[role=row].row').first().click()
  await page.locator('.panel').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname.startsWith('/reports/'))
  const number = new URL(page.url()).pathname.split('/')[2]!
  await opened(number)
  return number
}
const note = () => page.locator('#note')

test('a note that is being written waits where it was begun, until it is sent or its writer signs out', async () => {
  const number = await openFirst()
  expect(await page.locator('.crumb').textContent()).toContain('1 of 2')
  await note().fill('Called the desk of Quaychat')
  await page.keyboard.press('Tab')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await opened(reports.find((one) => one.number !== number)?.number)
  expect(await note().inputValue()).toBe('')
  await page.keyboard.press('k')
  await opened(number)
  expect(await note().inputValue()).toBe('Called the desk of Quaychat')
  await page.getByRole('button', { name: 'Add the note' }).click()
  await page.locator('.announced').waitFor()
  // What was said in one language is not left standing in another.
  await page.locator('.top .lang').click()
  await page.locator('.announced').waitFor({ state: 'detached' })
  await page.locator('.top .lang').click()
  expect(await note().inputValue()).toBe('')
  await note().fill('Not sent')
  await page.locator('.top .person').click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await signInHere(page, 'signe')
  expect(await openFirst()).toBe(number)
  expect(await note().inputValue()).toBe('')
})

test('who may add no note reads why, in place of a field', async () => {
  const number = reports[0]!.number
  await signIn(page, site, 'elin')
  await page.goto(`${site.address}/reports/${number}`)
  await opened(number)
  await page.getByText('No note can be added: your role does not include it.').waitFor()
  expect(await note().count()).toBe(0)
})

test('a click beside a dialog closes it only while nothing was typed in it', async () => {
  await openFirst()
  const dialog = page.getByRole('dialog')
  const open = page.getByRole('button', { name: 'Re-rank…' })
  await open.click()
  await dialog.waitFor()
  await page.mouse.click(5, 5)
  await dialog.waitFor({ state: 'detached' })
  await open.click()
  await dialog.locator('textarea').fill('More than one child')
  await page.mouse.click(5, 5)
  expect(await dialog.locator('textarea').inputValue()).toBe('More than one child')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})
