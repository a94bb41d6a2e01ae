// The keyboard in lists: the ring of the focus stands on the row on which the keys act, whatever is opened and closed meanwhile.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unitNo } from '../people.ts'
import { aSite, type Site, samples, signIn } from './site.ts'

let site: Site
let page: Page

const soon = { timeout: 60_000, interval: 200 }
const sql = () => site.world.owner.sql
const press = async (...keys: string[]) => {
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(150)
  }
}
/** The place of the row with the ring, from 0; -1 where it stands on none. */
const ringAt = () =>
  page.evaluate(() => Number(document.activeElement?.closest('[role=row].row')?.getAttribute('aria-rowindex') ?? 1) - 2)
const numberAt = async (at: number) => (await page.locator(`[aria-rowindex="${at + 2}"] .c-from .id`).textContent()) ?? ''

beforeAll(async () => {
  site = await aSite(
    { login: 'bram', unit: 'quaymark', roles: ['administrator'] },
    { login: 'signe', unit: 'national-desk', roles: ['officer'] },
    { login: 'elin', unit: 'quaymark', roles: ['auditor'] },
  )
  page = await site.openPage()
})

afterAll(() => site?.[Symbol.asyncDispose]())

test('forty reports are handed in', async () => {
  await signIn(page, site, 'signe')
  await page.goto(`${site.address}/intake`)
  await page.locator('input[type=file]').first().setInputFiles(join(samples, '40-reports.xml'))
  await expect.poll(async () => (await sql()`select 1 from batch where state = 'done'`).length, soon).toBe(1)
  await expect.poll(async () => (await sql()`select 1 from report where due <> 0 limit 1`).length, soon).toBe(0)
})

async function expectRingOnMark() {
  await page.locator('[role=row].row').first().waitFor()
  await press('j', 'Enter')
  await page.locator('.panel').waitFor()
  await press('j')
  expect(await ringAt()).toBe(1)
  await press('Escape')
  await page.locator('.panel').waitFor({ state: 'detached' })
  expect(await ringAt()).toBe(1)
  // Who works inside the panel stays there; when it closes, the ring is on the row that was open last.
  await press('Enter')
  await page.locator('.panel-body').focus()
  await press('j')
  expect(await page.locator('.panel-body').evaluate((body) => body === document.activeElement)).toBe(true)
  await press('Escape')
  expect(await ringAt()).toBe(2)
  return numberAt(2)
}

test('in the Inbox the ring goes where the open row goes, and the key acts there', async () => {
  await page.goto(`${site.address}/inbox`)
  const number = await expectRingOnMark()
  await press('e')
  await page.getByRole('dialog').getByText(number).first().waitFor()
  await press('Escape')
})

test('what is open and not in the list is said so, and the buttons lead back into the list as the keys do', async () => {
  const head = page.locator('.panel-head')
  await page.goto(`${site.address}/inbox`)
  await page.locator('[role=row].row').first().waitFor()
  const [first, second] = [await numberAt(0), await numberAt(1)]
  await page.goto(`${site.address}/inbox?assignee=me&open=${first}`)
  await head.getByText('not in this list').waitFor()
  expect(await head.getByRole('button', { name: 'Next' }).getAttribute('title')).toBe('Why not: nothing stands in this list')
  // What is offered leaves the list and stays open; the one after it has its place.
  await page.goto(`${site.address}/inbox?open=${first}`)
  await head.getByText(/^1 of \d+$/).waitFor()
  await press('e')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Offer to/ })
    .click()
  await head.getByText('not in this list').waitFor()
  await head.getByRole('button', { name: 'Next' }).click()
  await head.getByText(second).waitFor()
  await head.getByText(/^1 of \d+$/).waitFor()
  await press('z')
  await head.getByText(/^2 of \d+$/).waitFor()
})

test('a key that does nothing here, or leads elsewhere, takes no Undo away', async () => {
  await page.goto(`${site.address}/inbox`)
  await page.locator('[role=row].row').first().waitFor()
  await press('j')
  const number = await numberAt(0)
  const offered = async () => (await sql()`select 1 from referral where number = ${number} and state = 'offered'`).length
  await press('e')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Offer to/ })
    .click()
  const undo = page.locator('.announced').getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  expect(await offered()).toBe(1)
  await press('j', 'a')
  await page.locator('.announced').getByText('nothing was offered to you').waitFor()
  expect(await undo.isVisible()).toBe(true)
  await page.waitForTimeout(3500)
  await press('Enter', 'Enter')
  await page.waitForURL((url) => url.pathname.startsWith('/reports/'))
  await undo.waitFor()
  await press('z')
  await expect.poll(offered, soon).toBe(0)
})

test('so do the referrals', async () => {
  const rows = await sql()<{ id: string }>`select report_id as id from report where state = 'triaged' order by number limit 4`
  const headers = { 'x-tipbridge': '1', origin: site.address }
  const data = { reportIds: rows.map((row) => row.id), unitNo: unitNo('lantern-station') }
  expect((await page.request.post(`${site.address}/api/referrals`, { headers, data })).status()).toBe(200)
  await page.goto(`${site.address}/referrals?box=out`)
  await expectRingOnMark()
})

test('the place in the Inbox is kept over the page of a report; a link to an open row brings it into sight', async () => {
  await page.goto(`${site.address}/inbox`)
  await page.locator('[role=row].row').first().waitFor()
  await press('j', 'j', 'j', 'j', 'Enter')
  const number = await numberAt(3)
  await press('Enter')
  await page.waitForURL(`${site.address}/reports/${number}`)
  await page.locator('.reason').first().waitFor()
  await press('Escape')
  await page.locator('.panel').waitFor()
  await press('Escape')
  expect(await ringAt()).toBe(3)
  await press('j')
  expect(await ringAt()).toBe(4)
  await page.locator('.queue-list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
  await page.locator('[aria-rowindex="37"]').waitFor()
  const low = await numberAt(35)
  await page.goto(`${site.address}/inbox?open=${low}`)
  await expect.poll(ringAt, soon).toBe(35)
  expect(await page.locator('[aria-rowindex="37"]').evaluate((row) => row.getBoundingClientRect().bottom <= innerHeight)).toBe(
    true,
  )
})

test('the palette says whole words while nothing is marked, and why what was not offered cannot be acknowledged', async () => {
  await page.goto(`${site.address}/inbox`)
  await page.locator('[role=row].row').first().waitFor()
  const optionOf = (id: string) => page.locator(`[role=option][id$="-${id}"]`)
  await press('Control+k')
  const words = ['Offer', 'Acknowledge', 'Return', 'Register a case', 'Link']
  for (const [at, id] of ['offer', 'acknowledge', 'return', 'register', 'link'].entries())
    expect(await optionOf(id).locator('span').first().textContent()).toBe(`${words[at]}no report is marked`)
  await press('Escape', 'j', 'Control+k')
  expect(await optionOf('acknowledge').textContent()).toContain(`Acknowledge ${await numberAt(0)}nothing was offered to you`)
  await press('Escape')
})

test('with letters switched off the arrows walk the rows, Space selects and Enter opens', async () => {
  await sql()`update person set is_keys_on = false where login = 'signe'`
  await page.goto(`${site.address}/inbox`)
  await page.locator('[role=row].row').first().focus()
  await press('j')
  expect(await ringAt()).toBe(0)
  await press('ArrowDown', 'ArrowDown', 'ArrowUp')
  expect(await ringAt()).toBe(1)
  await press('Space')
  expect(await page.locator('[role=row][aria-selected=true]').count()).toBe(1)
  await press('PageDown')
  expect(await ringAt()).toBe(11)
  await press('End')
  await expect.poll(ringAt, soon).toBe((await page.locator('[role=grid]').getAttribute('aria-rowcount').then(Number)) - 2)
  await press('Home')
  await expect.poll(ringAt, soon).toBe(0)
  await press('Enter')
  await page.locator('.panel').waitFor()
  const [{ batch }] = (await sql()`select batch_id as batch from batch`) as [{ batch: string }]
  await page.goto(`${site.address}/intake/${batch}`)
  await page.locator('.row-goes').first().focus()
  await press('ArrowDown')
  const number = await page.locator('.row-goes').nth(1).textContent()
  await press('Enter')
  await page.waitForURL(`${site.address}/reports/${number}`)
  await sql()`update person set is_keys_on = true where login = 'signe'`
})

test('what is found is said to a screen reader, from a region that was there before', async () => {
  await page.goto(`${site.address}/inbox`)
  const heard = () => page.locator('.spoken[role=status]').textContent()
  await expect.poll(heard, soon).toMatch(/^Found: \d+ reports\.$/)
  await page.goto(`${site.address}/search`)
  await page.locator('.search-form input').fill('no-such-thing')
  await press('Enter')
  await expect.poll(heard, soon).toBe('Nothing has exactly this.')
  await page.goto(`${site.address}/referrals?box=out`)
  await expect.poll(heard, soon).toBe('Found: 4 referrals.')
  await page.getByRole('link', { name: 'Returned to us' }).click()
  await expect.poll(heard, soon).toBe('Found: 0 referrals.')
  await page.getByRole('link', { name: 'Who asked' }).click()
  await expect.poll(heard, soon).toMatch(/^Found: \d+ questions?\.$/)
})

test('so is how many people and how many entries of the log a filter finds, the same number anew', async () => {
  const heard = () => page.locator('.spoken[role=status]').textContent()
  await signIn(page, site, 'bram')
  await page.goto(`${site.address}/people`)
  await expect.poll(heard, soon).toBe('Found: 3 people.')
  await page.getByRole('searchbox', { name: 'Find' }).fill('sig')
  await expect.poll(heard, soon).toBe('Found: 1 person.')
  const words = await page.locator('.spoken span').elementHandle()
  await page.getByRole('searchbox', { name: 'Find' }).fill('sign')
  await expect.poll(() => words!.evaluate((element) => element.isConnected), soon).toBe(false)
  expect(await heard()).toBe('Found: 1 person.')
  await page.getByRole('link', { name: /^Services/ }).click()
  await expect.poll(heard, soon).toBe('Found: 0 services.')
  await signIn(page, site, 'elin')
  await page.goto(`${site.address}/audit`)
  await expect.poll(heard, soon).toMatch(/^Found: \d+ entries/)
  await page.goto(`${site.address}/audit?action=report.reopen`)
  await expect.poll(heard, soon).toBe('Found: 0 entries.')
})

test('nothing was said by the browser', () => {
  expect(site.said).toEqual([])
})
