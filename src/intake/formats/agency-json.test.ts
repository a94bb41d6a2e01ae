// The agencies' JSON as it really comes: anything null, anything missing, anything broken, and neighbours that are read all the same.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carriesOf } from '../carries.ts'
import { factsOf, isRendition } from '../facts.ts'
import type { Parsed } from '../format.ts'
import { readAll } from '../formats.ts'
import { normalise } from '../normalise.ts'
import { agencyExample } from './agency-json-examples.data.ts'

const tip = (number: unknown, more: object = {}) => ({
  reportId: number,
  reportedInformation: { incidentSummary: { incidentType: 'Child Sex Trafficking' }, ...more },
})
const read = (text: string | Buffer, fileName = 'tips.json', recordLimitBytes?: number): Parsed[] =>
  readAll(Buffer.from(text as string), { fileName, recordLimitBytes })
const states = (parsed: Parsed[]) =>
  parsed.map(({ draft, unreadable }) =>
    draft
      ? [draft.sourceNumber, ...draft.content.issues.map((issue) => issue.code)].join(' ')
      : `${unreadable.sourceNumber ?? '?'} not: ${unreadable.reason}`,
  )
const json = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n')

describe('a key given twice', () => {
  const issuesOf = (text: string) =>
    read(text).map(({ draft }) => draft!.content.issues.map((one) => `${one.code} ${one.place!.path}`))

  test('is an issue with its place, and the last one counts', () => {
    const text = `[${json(tip(1))},{"reportId":2,"reportId":"3","reportedInformation":{"reportedPeople":{"reportedPersons":[{},
      {"firstName":"a\\"b","firstName":"c"}]},"incidentSummary":{"incidentType":"x","incidentType":"Child Sex Trafficking"}}}]`
    expect(states(read(text))[1]).toMatch(/^3 /)
    expect(issuesOf(text)).toEqual([
      [],
      expect.arrayContaining([
        'key-repeated /reportId',
        'key-repeated /reportedInformation/reportedPeople/reportedPersons/1/firstName',
        'key-repeated /reportedInformation/incidentSummary/incidentType',
      ]),
    ])
  })

  test('is found wherever it stands, and nowhere else', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie('value')),
        tie('object'),
      ),
      object: fc.dictionary(fc.constantFrom('a', 'b', '"', '{', '\\', ','), tie('value')),
    })).object
    fc.assert(
      fc.property(value, fc.boolean(), (unknown, isTwice) => {
        const inner = JSON.stringify(unknown)
        const text = `{"reportId":9,"more":{"x":${inner}${isTwice ? `,"x":${inner}` : ''}},${json(tip(9)).slice(1)}`
        // The number itself stands twice in all of them.
        const found = issuesOf(text)[0]!.filter((one) => one.startsWith('key-repeated'))
        expect(found).toEqual([...(isTwice ? ['key-repeated /more/x'] : []), 'key-repeated /reportId'])
      }),
      { numRuns: 200 },
    )
  })
})

describe('whole files', () => {
  test.each([
    ['{}', ['? not: not-a-report']],
    ['[]', ['? not: nothing-usable']],
    ['[', ['? not: broken-off']],
    ['{"hello": "world"}', ['? not: not-a-report']],
    ['{"reportId": 5}', ['5 not: nothing-usable']],
    ['{"reportId": 5, "reportedInformation": {}}', ['5 not: nothing-usable']],
    ['{"reportId": null, "dateReceived": null, "reportedInformation": null}', ['? not: not-a-report']],
    [json(tip(5)), ['5']],
    [`\ufeff${json(tip(5))}\n`, ['5']],
    [json(tip('H-2026/17')), ['H-2026/17']],
    [json(tip(1e30)), [' number-not-usable number-missing']],
    [json(tip(true)), [' number-not-usable number-missing']],
    [json(tip({ value: false })), [' number-not-usable number-missing']],
    [json(tip({ value: 457 })), ['457']],
    [json(tip('４５６')), ['456']],
    [json(tip('४५६/२०२६')), ['456/2026']],
    [json(tip(0)), [' number-not-usable number-missing']],
    [json(tip(-7)), [' number-not-usable number-missing']],
    [json(tip({ a: 1 })), [' structure-unexpected number-missing']],
    [json(tip(null)), [' number-missing']],
    [json(tip(5), tip(6)), ['5', '6']],
    [`[${json(tip(5))}]`, ['5']],
    [`[${json(tip(5))},]`, ['5']],
    [`[${json(tip(5))}] and more`, ['5', '? not: bytes-after-end']],
    [`[${json(tip(5))}, 7, null, "x", [1, {"a": 2}]]`, ['5', ...Array(4).fill('? not: not-an-object')]],
    [`[${json(tip(5))}`, ['5', '? not: broken-off']],
    ['{"reportId": 5, "reportedInf', ['? not: broken-off']],
    ['{"reportId": 5, "a": tru}', ['5 not: not-well-formed']],
    [json(tip(5), 'x', tip(6)), ['5', '? not: not-an-object', '6']],
    [
      '{"reportId":5,"__proto__":{"isAdmin":true},"reportedInformation":{"constructor":{"prototype":1},"additionalInformations":[{"value":"x"}]}}',
      ['5 member-unknown member-unknown'],
    ],
  ])('%.80s', (text, expected) => {
    expect(states(read(text))).toEqual(expected)
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })

  test('a single object may have its number in the name of its file, with an issue', () => {
    expect(states(read(json(tip(undefined)), '77.json'))).toEqual(['77 number-from-elsewhere'])
    expect(states(read(json(tip(undefined), tip(undefined)), '77.json'))).toEqual([' number-missing', ' number-missing'])
  })

  test('UTF-16 is read, invalid bytes are named', () => {
    const text = json(tip(5), tip(6, { additionalInformations: [{ value: 'Gr~sse' }] }), tip(7))
    expect(states(read(Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(['5', '6', '7'])
    const bytes = Buffer.from(text)
    bytes[text.indexOf('~')] = 0xf6
    const parsed = read(bytes)
    expect(states(parsed)).toEqual(['5', '6 not: bytes-invalid', '7'])
    expect(parsed[1]!.unreadable!.place).toMatchObject({ line: 2, byte: text.indexOf('~') })
  })

  test('a deep or endless record is refused and its neighbours are read', () => {
    const deep = `{"reportId":6,"a":${'['.repeat(100_000)}`
    expect(states(read(`[${json(tip(5))},${deep},${json(tip(7))}]`))).toEqual(['5', '6 not: too-deep', '7'])
    const large = json(tip(6, { additionalInformations: [{ value: 'x'.repeat(50_000) }] }))
    expect(states(read(`[${json(tip(5))},${large},${json(tip(7))}]`, 'x.json', 10_000))).toEqual(['5', '6 not: too-large', '7'])
  })
})

describe('in a record', () => {
  test('any member may be null, missing or of another type: nothing throws and nothing is lost', () => {
    const paths = (value: unknown, path: string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...paths(inner, [...path, key])])
        : []
    const all = paths(agencyExample(5))
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom(...all), fc.constantFrom(null, undefined, 0, '', 'x', true, [], {}, [null], { value: {} })),
          { maxLength: 8 },
        ),
        (changes) => {
          const changed = structuredClone(agencyExample(5)) as Record<string, unknown>
          for (const [path, value] of changes) {
            const owner = path
              .slice(0, -1)
              .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined | null)?.[key], changed)
            if (typeof owner === 'object' && owner !== null)
              (owner as Record<string, unknown>)[path.at(-1)!] = structuredClone(value)
          }
          expect(read(json(changed))).toHaveLength(1)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('odd values are issues with their pointer', () => {
    const person = {
      dateOfBirth: '1/2/03',
      approximateAge: '13-15',
      emails: [{ value: 'nobody', verified: 'perhaps', type: 'of Ana Weir' }],
      sourceInformation: {
        sourceCaptures: [
          { captureType: 'Pigeon', value: 'x' },
          { captureType: 'IP Address', value: '999.1.1.1', port: 99_999, dateTime: 'soon' },
        ],
      },
    }
    const { content } = read(json(tip(5, { reportedPeople: { reportedPersons: [person] } })))[0]!.draft!
    const at = '/reportedInformation/reportedPeople/reportedPersons/0'
    expect(content.issues.map((issue) => `${issue.code} ${issue.place!.path}`)).toEqual([
      `date-not-read ${at}/dateOfBirth`,
      `age-is-range ${at}/approximateAge`,
      `not-yes-or-no ${at}/emails/0/verified`,
      `value-unknown ${at}/emails/0/type`,
      `capture-unknown ${at}/sourceInformation/sourceCaptures/0`,
      `out-of-range ${at}/sourceInformation/sourceCaptures/1/port`,
      `time-not-read ${at}/sourceInformation/sourceCaptures/1/dateTime`,
      `email-shape ${at}/emails/0`,
      `ip-range ${at}/sourceInformation/sourceCaptures/1`,
    ])
    expect(content.people[0]!.age).toBe(13)
  })

  test('NUL, overrides of direction and half characters are written out', () => {
    const { content } = read(json(tip(5, { additionalInformations: [{ value: 'a\u0000b\u202ec\ud800d' }] })))[0]!.draft!
    expect(content.statements[0]!.text).toBe('a[U+0000]b[U+202E]c[U+D800]d')
    expect(content.issues.map((issue) => issue.code)).toEqual(['characters-written-out'])
  })

  test('a text of a megabyte is cut in the normal form, with an issue', () => {
    const { content } = read(json(tip(5, { additionalInformations: [{ value: 'x'.repeat(1 << 20) }] })))[0]!.draft!
    expect(content.statements[0]!.text).toHaveLength(16_384)
    expect(content.issues).toMatchObject([{ code: 'text-cut', found: String(1 << 20) }])
  })
})

test('a gender is one of a few words; whatever else stands in its place is kept unread, for it may be a name', () => {
  const people = (...genders: unknown[]) => ({
    reportedPeople: { reportedPersons: genders.map((gender) => ({ firstName: 'A', gender })) },
  })
  const { content } = read(json(tip(1, people('Female', 'M', '', null, 'Ana Weir'))))[0]!.draft!
  expect(content.people.map(({ gender }) => gender)).toEqual(['female', 'male', undefined, undefined, undefined])
  expect(content.unread.map(({ text }) => text)).toEqual(['Ana Weir'])
  expect(content.issues.map(({ code, found }) => [code, found])).toContainEqual([
    'value-unknown',
    expect.not.stringContaining('Ana'),
  ])
})

test('the same tip as XML and as JSON says the same, as far as both can say it', () => {
  const ways = { idOf: () => 'id', isStopped: () => false, mask: (text: string) => text, mayHoldNumber: () => false }
  const xml = `<report><incidentSummary><incidentType>Child Pornography (possession, manufacture, and distribution)</incidentType>
    <escalateToHighPriority>soon</escalateToHighPriority><incidentDateTime>2026-04-30T22:15:09+05:30</incidentDateTime></incidentSummary>
    <internetDetails><webPageIncident><url>https://quaychat.example/g/5</url></webPageIncident></internetDetails>
    <internetDetails><emailIncident><content>Sent Date: 30 April\nFrom: corin.v@northlight.example\nX-Ymail-Msg-Id: 1</content></emailIncident></internetDetails>
    <reporter><reportingPerson><firstName>Bo</firstName></reportingPerson></reporter>
    <personOrUserReported><personOrUserReportedPerson><firstName>Corin</firstName><lastName>Vale</lastName><phone>+999 5550142</phone>
      <email>Corin.V@northlight.example</email><address><address>4 Lantern Row</address><city>Port City</city><zipCode>20411</zipCode><country>XX</country></address><age>34</age></personOrUserReportedPerson>
      <espIdentifier>885</espIdentifier><espService>Quaychat</espService><screenName>KX_91</screenName><profileUrl>https://www.quaychat.example/u/kx_91/</profileUrl>
      <ipCaptureEvent><ipAddress>203.0.113.77</ipAddress><eventName>Login</eventName><dateTime>2026-04-30T16:40:00Z</dateTime><port>49152</port></ipCaptureEvent>
      <deviceId><idType>IMEI</idType><idValue>490154203237518</idValue></deviceId>
      <additionalInfo>Reported by the provider</additionalInfo></personOrUserReported>
    <victim><victimPerson><firstName>Mira</firstName></victimPerson></victim>
    <additionalInfo>Reported by the provider; see file hashes</additionalInfo></report>
    <fileDetails><fileId>0f5</fileId><originalFileName>IMG_0001.jpg</originalFileName><fileViewedByEsp>true</fileViewedByEsp>
      <industryClassification>B1</industryClassification><originalFileHash hashType="MD5">9E107D9D372BB6826BD81D3542A419D6</originalFileHash></fileDetails>`
  const said = (parsed: Parsed) => {
    const { content } = normalise(parsed.draft!, ways)
    return { facts: factsOf(content), carries: carriesOf(content.format) }
  }
  const one = said(read(`<reports source="s"><entry reportId="5">${xml}</entry></reports>`, 'a.xml')[0]!)
  expect(isRendition(one, said(read(json(agencyExample(5)))[0]!))).toBe(true)
  const changed = structuredClone(agencyExample(5))
  changed.reportedInformation.uploadedFiles.uploadedFiles[0]!.industryClassification = 'A1'
  expect(isRendition(one, said(read(json(changed))[0]!))).toBe(false)
})
