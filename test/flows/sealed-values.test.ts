// What is sealed reaches nobody in clear: a mark of its own in every member of both formats that holds a sealed value, and in what no
// format knows, is received for real, judged, looked at, handed over and searched; then every column, every answer and every line of the
// log is searched for each mark, as it is, in base64, in hex and in UTF-16.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '../../src/api/endpoints.ts'
import { createLog } from '../../src/base/log.ts'
import { contentFromBytes } from '../../src/intake/sealing.ts'
import { runStages } from '../../src/pipeline/run-stages.ts'
import { dropFiles, type Files, readBatches, receiptsOf } from '../intake.ts'
import { agencyTip, cybertip, envelope, MARK, mark, marks, STEM } from '../marked.ts'
import { as, type Person, unitNo } from '../people.ts'
import { stageWorld } from '../stages.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let desk: Person
interface Told {
  from: string
  text: string
}

const answers: Told[] = []
const lines: string[] = []

async function handIn(files: Files): Promise<string> {
  const { status, body } = await dropFiles(world, desk, { files })
  expect(status).toBe(200)
  const at = await stageWorld(world)
  await readBatches(world, (tx, reports) => runStages(tx, reports, at()))
  return body.batchId
}

/** Asks and keeps the whole answer, its headers too. */
async function ask(person: Person, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { 'x-tipbridge': '1', cookie: person.cookie }
  const reply = await world.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  answers.push({ from: `${method} ${url}`, text: JSON.stringify(reply.headers) + reply.body })
  expect([url, reply.statusCode < 500]).toEqual([url, true])
  return reply
}

beforeAll(async () => {
  const trace = createLog({ level: 'debug', write: (line) => void lines.push(line) })
  world = await aWorld({ trace })
  desk = await as(world, 'national-desk', 'officer', 'supervisor', 'auditor', 'administrator')
})
afterAll(() => world[Symbol.asyncDispose]())

const ages = { suspectAge: '<age>15</age>' }

/** Every shape in which a text could hold a word: as it is, in hex, and in base64 wherever it begins; in UTF-8 and UTF-16. */
function shapesOf(word: string): string[] {
  return [Buffer.from(word), Buffer.from(word, 'utf16le')].flatMap((bytes) => {
    const encoded = [0, 1, 2].map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .replaceAll('=', '')
      // Its ends depend on what stands beside it.
      return text.slice(before === 0 ? 0 : before + 1, -2)
    })
    return [bytes.toString('hex'), bytes.toString('latin1'), ...encoded].map((shape) => shape.toLowerCase())
  })
}

const stems = shapesOf(STEM)

/** Where marks stand in a text: of one in clear, what it marks. */
function leaked({ from, text }: Told): string[] {
  const whole = text.toLowerCase()
  const words = new Set(whole.match(MARK) ?? [])
  const clear = [...words].map((word) => `${marks.get(word) ?? word} in ${from}`)
  const numbers = [...marks]
    .filter(([word]) => /^\d/.test(word) && whole.includes(word))
    .map(([, where]) => `${where} in ${from}`)
  const encoded = clear.length === 0 && stems.some((stem) => whole.includes(stem)) ? [`an encoded mark in ${from}`] : []
  return [...clear, ...numbers, ...encoded]
}

async function rowsOf(): Promise<Told[]> {
  const { sql } = world.owner
  const tables = await sql<{
    name: string
  }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  const found: Told[] = []
  for (const { name } of tables) {
    const rows = await sql.text<Record<string, unknown>>(`select * from "${name}"`)
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = Buffer.isBuffer(value)
          ? value.toString('latin1')
          : typeof value === 'string'
            ? value
            : JSON.stringify(value, (_k, v) => (typeof v === 'bigint' ? String(v) : v))
        found.push({ from: `${name}.${column}`, text: text ?? '' })
      }
      if (name === 'report_version')
        found.push({ from: 'report_version.content, unpacked', text: JSON.stringify(contentFromBytes(row.content as Buffer)) })
    }
  }
  return found
}

/** Received, read with issues, quarantined, said anew, and said anew in the poorer format. */
async function arrive(): Promise<string[]> {
  const broken = '"reportId":4100022'
  const batches = [
    await handIn({
      'tips.xml': envelope(
        cybertip(4_100_011, ages),
        cybertip(4_100_012, ages).replace('</victimPerson>', '</victimPersn>'),
        cybertip(4_100_013, { suspectAge: `<age>about ${mark('age in words')} 15</age>` }),
        cybertip(4_100_014, ages).replace('<victimPerson>', `<victimPerson>&${mark('entity')};`),
      ),
      'tips.json': JSON.stringify([agencyTip(4_100_021), agencyTip(4_100_022)]).replace(`${broken},`, broken),
    }),
    await handIn({ 'newer.xml': envelope(cybertip(4_100_011, ages)), 'poorer.json': JSON.stringify(agencyTip(4_100_013)) }),
  ]
  const receipts = (await Promise.all(batches.map((batch) => receiptsOf(world, batch)))).flat()
  expect(receipts.map(({ file, state }) => `${file} ${state}`)).toEqual([
    'tips.xml accepted-with-issues',
    'tips.xml quarantined',
    'tips.xml accepted-with-issues',
    'tips.xml quarantined',
    'tips.json accepted-with-issues',
    'tips.json quarantined',
    'newer.xml new-version',
    'poorer.json new-version',
  ])
  return batches
}

/** What is asked for in clear is answered in clear, and so is not looked at; that it was asked must show nowhere. */
async function searchAndReveal(ids: readonly string[]): Promise<string> {
  for (const word of [...marks.keys()].slice(0, 30)) await desk.post('/api/search', { q: `${word}@mail.example` })
  let revealed = ''
  for (const id of ids) {
    for (const what of ['texts', 'files', 'V-1', 'S-1', 'R-1', 'R-2', 'C-1', 'A-1', 'A-2']) {
      const { body } = await desk.post(`/api/reports/${id}/reveal`, { what, purpose: 'protect', words: 'for the test' })
      revealed += JSON.stringify(body)
    }
  }
  return revealed
}

async function handOver(ids: readonly string[]): Promise<{ harbour: Person; caseId: string }> {
  await ask(desk, 'POST', '/api/reports/share', { reportIds: ids, unitNo: unitNo('fen'), reason: 'for the test' })
  const offered = await ask(desk, 'POST', '/api/referrals', { reportIds: ids, unitNo: unitNo('harbour'), note: 'for the test' })
  const referralIds = offered.json().referrals.map((one: { referralId: string }) => one.referralId)
  const harbour = await as(world, 'harbour', 'officer', 'supervisor', 'auditor')
  await ask(harbour, 'POST', '/api/referrals/acknowledge', { referralIds })
  return { harbour, caseId: (await ask(harbour, 'POST', '/api/cases', { reportIds: ids })).json().caseId }
}

const looks = endpoints.filter(({ method }) => method === 'GET').map(({ path }) => path)

async function lookAtAll(reader: Person, given: { ids: string[]; batches: string[]; caseId: string }): Promise<void> {
  for (const path of [...looks, '/api/reports?state=any&holder=all', '/api/reports?state=any&holder=given']) {
    const url = path.replace('{caseId}', given.caseId).replace('{pack}', 'xx')
    const each = path.includes('{reportId}') ? given.ids : path.includes('{batchId}') ? given.batches : ['']
    for (const id of each) await ask(reader, 'GET', url.replace(/\{(reportId|batchId)\}/, id))
  }
}

test('marks in all that is sealed stand in no column, no answer and no line of the log', async () => {
  const batches = await arrive()
  const reports = await world.owner.sql<{ id: string }>`select report_id as id from report order by number`
  const ids = reports.map(({ id }) => id)
  expect(ids).toHaveLength(3)
  await searchAndReveal(ids)
  const clusters = await world.owner.sql`select cluster_id from cluster_of group by 1 having count(*) > 1`
  expect(clusters).toHaveLength(1)
  const { harbour, caseId } = await handOver(ids.slice(0, 1))
  for (const reader of [desk, harbour]) await lookAtAll(reader, { ids, batches, caseId })
  const found = [...(await rowsOf()), ...answers, ...lines.map((text) => ({ from: 'log', text }))]
  expect([...new Set(found.flatMap(leaked))].sort()).toEqual([])
})

test('whoever may reveal finds all that a report says', async () => {
  marks.clear()
  await handIn({ 'whole.xml': envelope(cybertip(4_100_031, ages)), 'whole.json': JSON.stringify(agencyTip(4_100_041)) })
  const revealed = (await searchAndReveal(['4100031', '4100041'])).toLowerCase()
  const missing = [...marks].filter(([word, where]) => !revealed.includes(word) && !/comment$/.test(where))
  expect(missing.map(([, where]) => where)).toEqual([])
  const { body } = await desk.get('/api/reports/4100031')
  expect(body.claims).toContainEqual({ topic: 'police-agency', about: null, length: 0, said: 'Port State Police' })
})

test('a note on a case, or on a report, is read by who sees it, and stands in clear nowhere', async () => {
  const [report] = await world.owner.sql<{ id: string }>`select report_id as id from report where state = 'triaged' limit 1`
  const { harbour, caseId } = await handOver([report!.id])
  marks.clear()
  const notes = { case: `Rang the school of ${mark('case')}`, report: `Rang the aunt of ${mark('report')}` }
  expect((await harbour.post(`/api/cases/${caseId}/notes`, { text: notes.case })).status).toBe(200)
  expect((await harbour.post(`/api/reports/${report!.id}/notes`, { text: notes.report })).status).toBe(200)
  const rows = await rowsOf()
  expect(rows.flatMap(leaked)).toEqual([])
  const shown = JSON.stringify([await harbour.get(`/api/cases/${caseId}`), await harbour.get(`/api/reports/${report!.id}`)])
  for (const note of Object.values(notes)) expect(shown).toContain(note)
})
