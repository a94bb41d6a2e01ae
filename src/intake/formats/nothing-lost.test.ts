// Whatever a document says stands somewhere in what is kept of it: in its place in the normal form, or unread with an issue.
import { expect, test } from 'vitest'
import { agencyTip, cybertip, envelope, MARK, marks } from '../../../test/marked.ts'
import { readAll } from '../formats.ts'

/** Comments are no part of what a document says. */
const notKept = /comment$/

test.each([
  ['tips.xml', () => envelope(cybertip(4_100_011, { suspectAge: '<age>15</age>' }))],
  ['tips.json', () => JSON.stringify(agencyTip(4_100_021))],
])('of %s every word is kept', (fileName, make) => {
  marks.clear()
  const bytes = Buffer.from(make())
  const [one] = readAll(bytes, { fileName })
  const kept = new Set(JSON.stringify(one!.draft!.content).toLowerCase().match(MARK))
  const lost = [...marks].filter(([word, where]) => /^z/.test(word) && !kept.has(word) && !notKept.test(where))
  expect(lost.map(([, where]) => where)).toEqual([])
})

const report = (inner: string) =>
  `<report>${inner}<incidentSummary><incidentType>Child Sex Trafficking</incidentType></incidentSummary><reporter/></report>`
const ofXml = (inner: string) => readAll(Buffer.from(report(inner)), { fileName: '7.xml' })[0]!.draft!.content
const ofFile = (file: object) => {
  const tip = { reportId: 7, reportedInformation: { uploadedFiles: { uploadedFiles: [file] } } }
  return readAll(Buffer.from(JSON.stringify(tip)), { fileName: '7.json' })[0]!.draft!.content
}

test('the reason of a batched report that is no code is unread', () => {
  expect(ofXml('<batchedReport reason="VIRAL_POTENTIAL_MEME"/>')).toMatchObject({
    incident: { batched: 'VIRAL_POTENTIAL_MEME' },
    unread: [],
  })
  const said = ofXml('<batchedReport reason="several people">VIRAL</batchedReport>')
  expect(said).toMatchObject({ incident: { batched: 'VIRAL' }, unread: [{ text: 'several people' }] })
})

test('a platform of an associated account that is not its service is stated', () => {
  const said = (names: string) => {
    const { people, sightings } = ofXml(
      `<victim><associatedAccount>${names}<espIdentifier>a1</espIdentifier></associatedAccount></victim>`,
    )
    return [sightings[0]!.service, people[1]!.statements]
  }
  const platform = '<platform>Quaychat</platform>'
  expect(said(platform)).toEqual(['quaychat', []])
  expect(said(`${platform}<espService>quaychat</espService>`)).toEqual(['quaychat', []])
  expect(said(`${platform}<espService>Pixelquay</espService>`)).toEqual(['pixelquay', [{ topic: 'platform', text: 'Quaychat' }]])
})

test('hashes of the agencies’ export are read in a list, by type, and one alone', () => {
  const [sha1, md5] = ['a'.repeat(40), 'b'.repeat(32)]
  const read = (hashes: unknown) => ofFile({ filename: 'f', hashes }).sightings.map(({ kind, value }) => [kind, value])
  expect(
    read([
      { type: 'SHA1', value: sha1 },
      { hashType: 'MD5', value: md5 },
    ]),
  ).toEqual([
    ['sha1', sha1],
    ['md5', md5],
  ])
  expect(read({ sha1, md5 })).toEqual([
    ['sha1', sha1],
    ['md5', md5],
  ])
  expect(read({ type: 'SHA1', value: sha1 })).toEqual([['sha1', sha1]])
})
