// Documents that try to get more out of a reader than they say: digits that would be lost, contacts in the wrong place, endless beginnings.
import { expect, it } from 'vitest'
import { readAll } from '../formats.ts'
import { agencyExample } from './agency-json-examples.data.ts'
import { cybertipEntry, cybertipEnvelope } from './cybertip-xml-examples.data.ts'

const readXml = (text: string) => readAll(Buffer.from(text), { fileName: 'a.xml' })
const readJson = (text: string) => readAll(Buffer.from(text), { fileName: 'a.json' })
const contentOf = (read: ReturnType<typeof readAll>) => read[0]!.draft!.content

const withPerson = (person: string) =>
  JSON.stringify(agencyExample(4_564_001)).replace('"reportedPersons":[', `"reportedPersons":[${person},`)

it('numbers longer than what a number of ours holds keep all their digits', () => {
  const { sightings } = contentOf(
    readJson(withPerson('{"espService":"Quaychat","espUserId":1234567890123456789,"x":0.12345678901234567}')),
  )
  expect(sightings.map(({ normal }) => normal)).toContain('quaychat:1234567890123456789')
})

it('a contact in the wrong place shows in no issue', () => {
  const capture = '{"sourceInformation":{"sourceCaptures":[{"value":"+999 532 123 45 67"},{"value":"203.0.113.77"}]}}'
  const json = contentOf(readJson(withPerson(capture)))
  const xml = contentOf(readXml(cybertipEnvelope(cybertipEntry(4_564_002).replace(/<victim>/, '<victim>+999 532 123 45 67'))))
  for (const { issues } of [json, xml]) expect(JSON.stringify(issues)).not.toMatch(/532|123 45|203\.0/)
})

it('what is written among the numbers of earlier reports is a statement', () => {
  const entry = cybertipEntry(4_564_003).replace(
    /<\/personOrUserReported>/,
    '<priorCTReports>4564654 4564655</priorCTReports><priorCTReports>see Ana Weir, 05321234567</priorCTReports></personOrUserReported>',
  )
  const { people } = contentOf(readXml(cybertipEnvelope(entry)))
  const suspect = people.find(({ role }) => role === 'suspect')!
  expect(suspect.priorReports).toEqual(expect.arrayContaining(['4564654', '4564655']))
  expect(JSON.stringify(people.map(({ priorReports }) => priorReports))).not.toMatch(/Weir|0532/)
  expect(suspect.statements.map(({ text }) => text)).toContain('see Ana Weir, 05321234567')
})

it('a source whose name makes the envelope no XML is known all the same', () => {
  const envelope = cybertipEnvelope(cybertipEntry(4_564_004)).replace(/<reports[^>]*>/, '<reports source="A&B &amp; C">')
  expect(readXml(envelope)[0]!.draft!.sourceName).toBe('A&B & C')
})

it('a reporter who has a birth date or another name only is kept', () => {
  const text = JSON.stringify(agencyExample(4_564_005)).replace(
    /"firstName":"Ana","lastName":"Weir"/,
    '"preferredName":"Annie","dateOfBirth":"1980-01-01"',
  )
  expect(contentOf(readJson(text)).people.filter(({ role }) => role === 'reporter')).toHaveLength(1)
})

it('endless beginnings and endless white space end, and take nothing with them', () => {
  expect(readXml(`<reports>${'<entry ><!--'.repeat(5000)}`).length).toBeLessThan(200)
  const [first, second] = readJson(`[${JSON.stringify(agencyExample(4_564_006))},\n${' '.repeat(1 << 17)}x …`)
  expect(first!.draft?.sourceNumber).toBe('4564006')
  expect(second!.unreadable?.reason).not.toBe('reader-failed')
  const spaced = readJson(
    `${JSON.stringify(agencyExample(4_564_007))}${' '.repeat(1 << 20)}\n${JSON.stringify(agencyExample(4_564_008))}`,
  )
  expect(spaced.map(({ draft }) => draft?.sourceNumber)).toEqual(['4564007', '4564008'])
})

it.each([
  ['{"reportId": 1,\n"x": 1,\n"y": abc}', 3, 5],
  ['{"reportId": 1,\n"x": 1\n"y": 2}', 3, 0],
  ['{"reportId": 1,\n"x": [1,,2]}', 2, 8],
  ['{"reportId": 1,\n"x": tru}', 2, 8],
  ['{"reportId": 1,\n"x": "\\q"}', 2, 7],
])('%j says on which line and at which sign it stops being JSON', (text, line, column) => {
  const [read] = readJson(text)
  expect(read!.unreadable).toMatchObject({ reason: 'not-well-formed', place: { line, column } })
})
