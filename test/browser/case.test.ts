// The page of a case and the list of cases: where one is after registering, which clock runs next, who may still add a note.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { content } from '../contents.ts'
import { unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aSite, expectAccessible, type Site, signIn } from './site.ts'

let site: Site
let page: Page
let number: string
let caseId: string

const soon = { timeout: 60_000, interval: 200 }
/** What has the focus, and what it says. */
const focused = () => page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.textContent])
const sql = () => site.world.owner.sql

beforeAll(async () => {
  site = await aSite(
    { login: 'bram', unit: 'quaymark', roles: ['administrator'] },
    { login: 'tove', unit: 'lantern-station', roles: ['officer'] },
    { login: 'ola', unit: 'lantern-station', roles: ['supervisor'] },
  )
  const arrival = { content: content(), holder: unitNo('lantern-station'), state: 'triaged' }
  number = (await received(site.world, arrival)).number
})

beforeEach(async () => {
  page = await site.openPage()
  await signIn(page, site, 'tove')
})

afterEach(async () => {
  await page.context().close()
  expect(site.said).toEqual([])
})

afterAll(() => site?.[Symbol.asyncDispose]())

test('who registers a case from the page of its report stands at its number then', async () => {
  await page.goto(`${site.address}/reports/${number}`)
  await page.locator('h1', { hasText: number }).waitFor()
  await page.route('**/api/cases/choices*', async (route) => {
    await new Promise((go) => setTimeout(go, 800))
    await route.continue()
  })
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  // Which series gives the number is asked when the dialog opens: who is faster than the answer waits for it.
  await dialog.getByRole('button', { name: 'Register the case' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/cases/'))
  caseId = new URL(page.url()).pathname.split('/')[2]!
  await page.locator('.life').waitFor()
  await expect.poll(focused, soon).toEqual(['H1', await page.locator('h1').textContent()])
})

test('what was loading when the focus came to the page has it when it is there', async () => {
  await page.goto(`${site.address}/cases`)
  const line = page.locator('[role=row].row a').first()
  await line.waitFor()
  await page.route(`**/api/cases/${caseId}`, async (route) => {
    await new Promise((go) => setTimeout(go, 800))
    await route.continue()
  })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.locator('.life').waitFor()
  await expect.poll(focused, soon).toEqual(['MAIN', expect.any(String)])
})

test('the list of cases shows the clock of each that runs out next, as its page does', async () => {
  await page.goto(`${site.address}/cases/${caseId}`)
  const left = page.locator('.due tbody tr').first().locator('td').last()
  await left.waitFor()
  const said = await left.textContent()
  await page.goto(`${site.address}/cases`)
  const clock = page.locator('.case-list .c-clock').first()
  await clock.waitFor()
  expect(await clock.locator('.state').textContent()).toBe(said)
  for (const width of [1440, 1000, 722, 390]) {
    await page.setViewportSize({ width, height: 844 })
    expect([width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([width, width])
    expect([width, await clock.isVisible()]).toEqual([width, true])
  }
  await expectAccessible(page, 'the cases with their clocks')
})

test('a note that was begun when the case was closed is kept beside the reason why it cannot be added', async () => {
  const note = page.locator('#note')
  await page.goto(`${site.address}/cases/${caseId}`)
  await note.fill('Called the desk of Quaychat')
  await sql()`update court_case set state = 'closed', outcome = 'charged', closed_at = now() where case_id = ${caseId}`
  await page.getByRole('button', { name: 'Add the note' }).click()
  await page.getByText('No note can be added: its case is closed.').waitFor()
  expect(await note.count()).toBe(0)
  expect(await page.locator('.say-not blockquote').textContent()).toBe('Called the desk of Quaychat')
})
