import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { isIPv4 } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { afterAll, expect, test, vi } from 'vitest'
import { OutFolder } from './out-files.ts'
import type { SetOptions } from './set-options.ts'
import type { FormatName } from './truth.ts'
import { writeSet } from './write-set.ts'

vi.setConfig({ testTimeout: 30_000 })
const root = await mkdtemp(join(tmpdir(), 'tipbridge-generate-'))
afterAll(() => rm(root, { recursive: true, force: true }))

const base: SetOptions = {
  seed: 7,
  reports: 300,
  format: 'cybertip-xml',
  difficulty: 'usual',
  country: 'both',
  perFile: 130,
  broken: 0,
  renditions: 0,
  source: 'Clearing-house',
  until: Date.parse('2026-11-20T09:00:00Z'),
}

let sets = 0

async function made(changes: Partial<SetOptions> = {}) {
  const folder = new OutFolder(join(root, String(sets++)))
  await folder.isReady()
  const written = await writeSet(folder, { ...base, ...changes })
  const names = (await readdir(folder.folder)).sort()
  const files = new Map<string, Buffer>()
  for (const name of names) files.set(name, await readFile(join(folder.folder, name)))
  return { written, files, truth: await readFile(`${folder.folder}-truth.csv`, 'utf8') }
}

test('where no folder can be made a sentence says so, at once', async () => {
  await expect(new OutFolder('/proc/x/y').isReady()).rejects.toThrow('No folder can be made at /proc/x/y.')
})

type Made = Awaited<ReturnType<typeof made>>

const textOf = ({ files }: Made): string => [...files.values()].map((bytes) => bytes.toString('utf8')).join('\n')

function digest({ files, truth }: Made): string {
  const hash = createHash('sha256')
  for (const [name, bytes] of files) hash.update(`${name}\0`).update(bytes)
  return hash.update(truth).digest('hex').slice(0, 16)
}

function wellFormed(text: string): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
}

const rows = ({ truth }: Made) =>
  truth
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',') as [report: string, actor: string, shown: string])

test('a seed gives the same bytes, whatever the machine; another seed gives others', async () => {
  expect(digest(await made())).toBe('b4a056e40bfc80ad')
  expect(digest(await made({ format: 'agency-json' }))).toBe('e2a54af28e0f3eeb')
  expect(digest(await made({ seed: 8 }))).not.toBe(digest(await made({ seed: 7 })))
})

test('both formats of a seed tell of the same reports and actors', async () => {
  const xml = await made({ reports: 200 })
  const json = await made({ reports: 200, format: 'agency-json' })
  const who = (set: Made) => rows(set).map(([report, actor]) => `${report} ${actor}`)
  expect(who(json)).toEqual(who(xml))
  expect(json.written).toEqual(xml.written)
})

test('every file is well formed', async () => {
  const xml = await made({ renditions: 5 })
  for (const [name, bytes] of xml.files) {
    if (name.endsWith('.xml')) wellFormed(bytes.toString('utf8'))
    else JSON.parse(bytes.toString('utf8'))
  }
  const json = await made({ format: 'agency-json', renditions: 5, perFile: 150 })
  const names = [...json.files.keys()].join(' ')
  expect(names).toMatch(/\.jsonl /)
  expect(names).toMatch(/batch-\d+\.json /)
  for (const [name, bytes] of json.files) {
    const text = bytes.toString('utf8').replace(/^\u{feff}/u, '')
    if (name.endsWith('.xml')) wellFormed(text)
    else for (const line of name.endsWith('.jsonl') ? text.trim().split('\n') : [text]) JSON.parse(line)
  }
})

test('there is one line of truth for each report, and the records add up', async () => {
  const set = await made()
  const numbers = rows(set).map(([report]) => report)
  expect(new Set(numbers).size).toBe(base.reports)
  const inFiles = [...textOf(set).matchAll(/<entry reportId="(\d+)"/g)].map((found) => found[1]!)
  const alone = [...set.files.keys()].flatMap((name) => /^(\d+)\.xml$/.exec(name)?.[1] ?? [])
  expect(alone).toHaveLength(3)
  expect(new Set([...inFiles, ...alone])).toEqual(new Set(numbers))
  expect(inFiles.length + alone.length).toBe(set.written.records)
  expect(set.written.records).toBeGreaterThan(base.reports)
})

const ofMany =
  /^(phone|email)[^ ]* ((abuse|noreply|info|support|admin|unknown|postmaster|contact\.\w{5})@|\+999(0{10}|5{10}|1{10}))/

function merge(group: Map<string, string>, [from, to]: readonly [string, string]): void {
  for (const [one, now] of group) if (now === from) group.set(one, to)
}

/** The groups that e-mails, phones and accounts of reported persons make, read out of the documents as a stranger would. */
function groupsInDocuments(text: string, actors: Map<string, string>): Map<string, string> {
  const group = new Map([...actors.keys()].map((number) => [number, number]))
  const first = new Map<string, string>()
  for (const [, number, entry] of text.matchAll(/<entry reportId="(\d+)"[^>]*>(.*?)<\/entry>/gs)) {
    const person = /<personOrUserReported>(.*?)<\/personOrUserReported>/s.exec(entry!)?.[1] ?? ''
    const suspect = person.replaceAll(/<associatedAccount.*?<\/associatedAccount>/gs, '')
    const service = /<espService>(.*?)</.exec(suspect)?.[1] ?? /<companyTemplate>(.*?)</.exec(entry!)![1]!
    for (const [, kind, value] of suspect.matchAll(/<(phone|email|espIdentifier)[^>]*>(.*?)</g)) {
      if (ofMany.test(`${kind} ${value}`)) continue
      const key = `${actors.get(number!)} ${kind === 'espIdentifier' ? service : ''} ${value}`
      const other = first.get(key) ?? number!
      first.set(key, other)
      merge(group, [group.get(number!)!, group.get(other)!])
    }
  }
  return group
}

test('what is shown lies within one actor and covers all that the documents connect', async () => {
  const set = await made({ reports: 1200 })
  const actors = new Map(rows(set).map(([report, actor]) => [report, actor]))
  const shown = new Map(rows(set).map(([report, , group]) => [report, group]))
  expect(rows(set).filter(([, actor, group]) => actors.get(group.slice(1)) !== actor)).toEqual([])
  const joined = [...groupsInDocuments(textOf(set), actors)].filter(([report, group]) => report !== group)
  expect(joined.length).toBeGreaterThan(300)
  expect(joined.filter(([report, group]) => shown.get(report) !== shown.get(group))).toEqual([])
  // People change everything at times: then the documents show more groups than there are people behind them.
  expect(new Set(shown.values()).size).toBeGreaterThan(new Set(actors.values()).size)
})

test('nothing points at anything real', async () => {
  for (const format of ['cybertip-xml', 'agency-json'] as FormatName[]) {
    const text = textOf(await made({ reports: 500, format, difficulty: 'hard' }))
    const hosts = [...text.matchAll(/(?:@|https?:\/\/)([a-z0-9.-]+)/gi)].map((found) => found[1]!)
    expect(hosts.length).toBeGreaterThan(300)
    expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([])
    const v4 = [...text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g)]
      .map(([found]) => found)
      .filter((found) => isIPv4(found))
    expect(v4.length).toBeGreaterThan(300)
    expect(v4.filter((address) => !/^(192\.0\.2|198\.51\.100|203\.0\.113|198\.1[89]\.\d+)\.\d+$/.test(address))).toEqual([])
    const v6 = [...text.matchAll(/(?<=[">])[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}(?=["<])/g)].map(([found]) => found)
    expect(v6.length).toBeGreaterThan(100)
    expect(v6.filter((address) => !address.startsWith('2001:db8:'))).toEqual([])
    const phones = [...text.matchAll(/\+\d{9,}/g)].map(([found]) => found)
    expect(phones.length).toBeGreaterThan(100)
    // +999 belongs to no country; in India no subscriber's number begins with 100.
    expect(phones.filter((phone) => !/^\+(999|91100)/.test(phone))).toEqual([])
    const imeis = [...text.matchAll(/<idType>IMEI<\/idType>\s*<idValue>(\d+)/g)].map((found) => found[1]!)
    expect(imeis.filter((imei) => !/^00\d{13}$/.test(imei))).toEqual([])
  }
})

test('the habits of life are there', async () => {
  const text = textOf(await made({ reports: 3000 }))
  const members = [
    'batchedReport reason="VIRAL_POTENTIAL_MEME"',
    '<sextortion/>',
    '<escalateToHighPriority>',
    '<generativeAi/>',
    '<potentialMeme/>',
  ]
  const more = [
    '<associatedAccount ',
    '<priorCTReports>',
    '<possibleProxy>true',
    '<victim>',
    '<industryClassification>B2',
    'Supplemental Reported',
    '<platform>',
  ]
  for (const member of [...members, ...more, 'type="Recovery"', '<compromisedAccount>', '<country>IN</country>'])
    expect(text).toContain(member)
  expect(text.match(/noreply@|abuse@|admin@|\+9990000000000|000000000000000/g)?.length).toBeGreaterThan(3)
})

test('broken files are broken in their way, and what can be read in them has its line of truth', async () => {
  const set = await made({ reports: 60, broken: 6 })
  const named = (part: string) => [...set.files].find(([name]) => name.includes(part))![1].toString('utf8')
  expect(() => wellFormed(named('truncated'))).toThrow()
  expect(() => wellFormed(named('malformed-entry'))).toThrow()
  expect(() => wellFormed(named('unknown-elements'))).not.toThrow()
  expect(named('bad-dates')).toContain('31.02.2026')
  expect(named('wrong-encoding')).toContain('\u{fffd}')
  expect(named('doctype')).toContain('<!DOCTYPE')
  const more = rows(set).filter(([, actor]) => actor.startsWith('b'))
  expect(more).toHaveLength(1 + 2 + 3 + 3)
  for (const [number] of more) expect(textOf(set)).toContain(`reportId="${number}"`)
})
