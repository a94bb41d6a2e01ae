// Every page in dark at 390 px and in light at 1440 px, in both languages, with something on it and with nothing: axe finds nothing, and
// nothing is wider than the page. And what each says when it may not be seen, does not exist, or the server is gone.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, aSite, expectAccessible, type Site, samples, signIn } from './site.ts'

let site: Site
let page: Page

const soon = { timeout: 60_000, interval: 200 }
const sql = () => site.world.owner.sql

const officer = ['/inbox', '/search', '/intake', '/intake?view=quarantine', '/referrals', '/referrals?box=overdue', '/cases']
const rest = ['/account', '/me', '/packs', '/packs/xx']

async function look(path: string) {
  await page.goto(`${site.address}${path}`)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  const width = page.viewportSize()!.width
  expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, width])
  expect([path, await misplaced()]).toEqual([path, []])
  await expectAccessible(page, path)
}

/** Headings that stand outside the page or upon one another. */
const misplaced = () =>
  page.evaluate(() => {
    const heads = [...document.querySelectorAll('main h1, main h2')].filter(
      (head) => head.checkVisibility() && !head.closest('.away'),
    )
    // A panel may lie over the list.
    const boxes = heads.map((head) => ({
      text: head.textContent,
      box: head.getBoundingClientRect(),
      panel: head.closest('.panel'),
    }))
    return boxes
      .filter(({ box, panel }, at) => {
        const isOver = boxes.some(
          ({ box: other, panel: layer }, n) =>
            n !== at &&
            layer === panel &&
            box.top < other.bottom &&
            other.top < box.bottom &&
            box.left < other.right &&
            other.left < box.right,
        )
        return box.left < 0 || isOver
      })
      .map(({ text }) => text)
  })

beforeAll(async () => {
  site = await aSite(
    { login: 'signe', unit: 'national-desk', roles: ['supervisor'] },
    { login: 'elin', unit: 'quaymark', roles: ['auditor'] },
  )
  page = await site.openPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
})

afterAll(() => site?.[Symbol.asyncDispose]())

test('the first run lets choose packs and, folded, their units: what is left out takes along what is below it', async () => {
  await page.goto(`${site.address}/first-run`)
  await page.getByLabel('Quaymark').check()
  await page.locator('.unit-choice summary').click()
  await page.getByText('26 of 26 taking part').waitFor()
  await page.getByRole('checkbox', { name: 'Hill State' }).uncheck()
  await page.getByText('15 of 26 taking part').waitFor()
  await page.getByRole('button', { name: /^Hill State/ }).click()
  expect(await page.getByRole('checkbox', { name: 'Ridge District' }).isDisabled()).toBe(true)
  expect(await page.getByRole('checkbox', { name: 'National Desk' }).isDisabled()).toBe(true)
  await expectAccessible(page, 'the first run')
  await page.getByRole('button', { name: 'Only the desk' }).click()
  await page.getByText('2 of 26 taking part').waitFor()
  // With an administrator there is no first run any more.
  await aPerson(site, { login: 'bram', unit: 'quaymark', roles: ['administrator'] })
})

test('a page with nothing on it says so, dark and at 390 px', async () => {
  await signIn(page, site, 'signe')
  for (const path of officer) {
    await look(path)
    expect([path, ((await page.locator('main').textContent()) ?? '').length > 40]).toEqual([path, true])
  }
  for (const path of rest) await look(path)
})

test('what does not exist, and what is not for this role, is told in one sentence', async () => {
  for (const path of ['/reports/R-9999-000001', '/cases/00000000-0000-7000-8000-000000000000', '/nothing', '/audit'])
    await look(path)
  await page.goto(`${site.address}/reports/R-9999-000001`)
  await page.getByText('is not shown to you').first().waitFor()
})

test('the pages of the administrator and the auditor, dark and at 390 px', async () => {
  await signIn(page, site, 'bram')
  for (const path of ['/people', '/agencies', '/packs/in']) await look(path)
  await signIn(page, site, 'elin')
  await look('/audit')
})

test('with something on them, in Hindi: at 390 px and at 1440 px', async () => {
  await signIn(page, site, 'signe')
  await page.goto(`${site.address}/intake`)
  const files = ['broken.xml', '3100518.xml'].map((name) => join(samples, name))
  await page.locator('input[type=file]').first().setInputFiles(files)
  await expect.poll(async () => (await sql()`select 1 from batch where state = 'done'`).length, soon).toBe(1)
  await expect.poll(async () => (await sql()`select 1 from report where due <> 0 limit 1`).length, soon).toBe(0)
  await page.getByRole('button', { name: 'हिन्दी' }).click()
  await page.getByRole('button', { name: 'English' }).waitFor()
  const [{ number }] = (await sql()`select number from report order by priority desc, number limit 1`) as [{ number: string }]
  const [{ batch }] = (await sql()`select batch_id as batch from batch`) as [{ batch: string }]
  const full = ['/inbox', `/inbox?open=${number}`, `/reports/${number}`, '/intake?view=quarantine', `/intake/${batch}`]
  for (const path of full) await look(path)
  // What can be pressed is at least 24 px high and wide, unless it stands in a line of text.
  await page.goto(`${site.address}/reports/${number}`)
  await page.locator('.copy').first().waitFor()
  const box = await page.locator('.copy').first().boundingBox()
  expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(24)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  for (const path of full) await look(path)
  // Which rules scored it is said in words, not by the name of the program's part.
  await page.goto(`${site.address}/reports/${number}`)
  await page.locator('.sum').first().waitFor()
  expect(await page.locator('.sum').first().textContent()).toContain('नवंबर 2026')
})

test('on paper the ink is dark, also where somebody works in the dark, and no reason stays folded', async () => {
  const [{ number }] = (await sql()`
    select r.number from report r join candidate c on c.report_id = r.report_id and c.rank = 2 order by r.number`) as [
    { number: string },
  ]
  await page.goto(`${site.address}/reports/${number}`)
  await page.locator('.reason').first().waitFor()
  const brightness = () =>
    page
      .locator('h1')
      .first()
      .evaluate((head) => Math.max(...getComputedStyle(head).color.match(/\d+/g)!.slice(0, 3).map(Number)))
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  expect(await brightness()).toBeGreaterThan(150)
  await page.emulateMedia({ media: 'print' })
  expect(await brightness()).toBeLessThan(100)
  const folded = page.locator('.doc-aside details:not([open]) .reason')
  expect(await folded.count()).toBeGreaterThan(0)
  for (const reason of await folded.all()) expect(await reason.isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  for (const reason of await folded.all()) expect(await reason.isVisible()).toBe(false)
})

test('when the server is gone, the page says what that means', async () => {
  expect(site.said).toEqual([])
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'हिन्दी' }).waitFor()
  await page.route('**/api/cases**', (route) => route.abort())
  await page.goto(`${site.address}/cases`)
  await page.locator('.said-no, [role=alert]').first().waitFor()
  await expectAccessible(page, 'a server that is gone')
})
