// Handing in over a network that fails: whether it arrived stands in the list.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSite, expectAccessible, type Site, samples, signIn } from './site.ts'

let site: Site
let page: Page

const file = join(samples, '3100518.xml')
const uploads = () => page.locator('.uploads li')
const batches = () => page.locator('.batches tbody tr')

beforeAll(async () => {
  site = await aSite(
    { login: 'bram', unit: 'quaymark', roles: ['administrator'] },
    { login: 'signe', unit: 'national-desk', roles: ['officer'] },
  )
  page = await site.openPage()
  await signIn(page, site, 'signe')
  await page.goto(`${site.address}/intake`)
  await page.getByText('Nothing was handed in yet').waitFor()
})

afterAll(() => site?.[Symbol.asyncDispose]())

test('where the answer to an upload is lost, the list is asked whether it arrived', async () => {
  await page.route('**/api/batches', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    // The server has it; what it answers does not come back.
    const given = { name: '3100518.xml', mimeType: 'text/xml', buffer: readFileSync(file) }
    const headers = { 'x-tipbridge': '1', origin: site.address }
    await page.request.post(route.request().url(), { headers, multipart: { file: given } })
    await route.abort()
  })
  await page.locator('input[type=file]').first().setInputFiles(file)
  await uploads().getByText('no answer', { exact: true }).waitFor()
  await batches().first().waitFor()
  expect(await batches().count()).toBe(1)
  await expectAccessible(page, 'an upload without an answer')
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 })
    const boxes = await Promise.all(['.state', '[role=alert]'].map((part) => uploads().locator(part).boundingBox()))
    const [state, words] = boxes.map((box) => box!)
    expect([width, state!.x + state!.width <= words!.x || state!.y + state!.height <= words!.y]).toEqual([width, true])
  }
})

test('what did not arrive is sent again, and stands there then', async () => {
  await page.unroute('**/api/batches')
  await uploads().getByRole('button', { name: 'Try again' }).click()
  await uploads().first().waitFor({ state: 'detached' })
  await expect.poll(() => batches().count()).toBe(2)
})

test('what is read again and still cannot be read comes back to the quarantine by itself, counted as before', async () => {
  await page.goto(`${site.address}/intake`)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('nothing of ours') })
  const tab = page.getByRole('link', { name: /^Quarantine/ })
  const asSoon = { timeout: 30_000 }
  await expect.poll(() => tab.textContent(), asSoon).toBe('Quarantine1')
  await tab.click()
  const trouble = page.locator('.trouble')
  await trouble.getByRole('button', { name: 'Read again' }).click()
  await trouble.getByText('Tried again 1 time.').waitFor()
  expect(await trouble.count()).toBe(1)
  expect(await tab.textContent()).toBe('Quarantine1')
  await expect
    .poll(() =>
      page
        .locator('.rail')
        .getByRole('link', { name: /^Intake/ })
        .textContent(),
    )
    .toMatch(/1$/)
})
