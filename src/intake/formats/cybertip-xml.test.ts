// CyberTip XML as it really comes: what is wrong with it, and that a broken record costs only itself.
import { describe, expect, test } from 'vitest'
import type { Parsed } from '../format.ts'
import { readAll } from '../formats.ts'

const SUMMARY = `<incidentSummary><incidentType>Child Sex Trafficking</incidentType><incidentDateTime>2026-05-01T10:00:00Z</incidentDateTime></incidentSummary>`
const REPORTER = '<reporter><reportingPerson><email>desk@quaychat.example</email></reportingPerson></reporter>'
const report = (inner = '') => `<report>${SUMMARY}${REPORTER}${inner}</report>`
const entry = (number: number, inner = report()) => `<entry reportId="${number}">${inner}</entry>\n`
const envelope = (...entries: string[]) => `<reports source="s">\n${entries.join('')}</reports>`

const read = (text: string | Buffer, fileName = 'tips.xml', recordLimitBytes?: number): Parsed[] =>
  readAll(Buffer.from(text as string), { fileName, recordLimitBytes })
const states = (parsed: Parsed[]) =>
  parsed.map(({ draft, unreadable }) =>
    draft
      ? [draft.sourceNumber, ...draft.content.issues.map((issue) => issue.code)].join(' ')
      : `${unreadable.sourceNumber ?? '?'} not: ${unreadable.reason}`,
  )
const only = (text: string, fileName = '7.xml') => {
  const parsed = read(text, fileName)
  expect(parsed).toHaveLength(1)
  return parsed[0]!
}
const issuesOf = (inner: string) => only(report(inner)).draft!.content.issues.map(({ code, field }) => `${code} ${field}`)

describe('whole files', () => {
  test.each([
    ['', ['7 not: empty']],
    ['  \n\t ', ['7 not: empty']],
    ['hello', ['7 not: format-unknown']],
    ['<html><body/></html>', ['7 not: not-a-report']],
    ['<report/>', ['7 not: nothing-usable']],
    ['<report><incidentSummary/></report>', ['7 not: nothing-usable']],
    [`<report>${REPORTER}</report>`, ['7 not: nothing-usable']],
    ['<reports source="s"/>', ['7 not: nothing-usable']],
    ['<reports source="s"></reports>', ['? not: nothing-usable']],
    [report(), ['7']],
    [`\ufeff<?xml version="1.0"?>\n<!-- x -->${report()}<!-- y -->\n`, ['7']],
    [`${report()} trailing`, ['7', '? not: bytes-after-end']],
    [`${report()}<fileDetails><fileId>f</fileId></fileDetails>`, ['7 several-roots']],
    [`${report()}<fileDetails><fileId>`, ['7', '? not: bytes-after-end']],
    [report().slice(0, 60), ['7 not: broken-off']],
    [`<?xml version="1.0" encoding="UTF-16"?>${report()}`, ['7 encoding-contradiction']],
    [`<?xml version="1.0" encoding="EBCDIC-CP-US"?>${report()}`, ['7 not: encoding-unknown']],
    [`<?xml version="1.0" encoding="utf-8"?>${report()}`, ['7']],
    [report('<a><b></a>'), ['7 not: not-well-formed']],
    [report('&undefined;'), ['7 not: not-well-formed']],
    [report('&#0;'), ['7 not: not-well-formed']],
  ])('%.70s', (text, expected) => {
    expect(states(read(text, '7.xml'))).toEqual(expected)
  })

  test('a number that nobody gives is one of our own, with an issue', () => {
    expect(states(read(report(), 'tip of tuesday.xml'))).toEqual([' number-missing'])
    expect(states(read(report(), '8500056'))).toEqual(['8500056'])
    expect(states(read(report('<fileDetails><reportId>88</reportId><fileId>f</fileId></fileDetails>'), 'x.xml'))).toEqual([
      '88 number-from-elsewhere',
    ])
    expect(states(read(envelope('<entry>', report(), '</entry>')))).toEqual([' number-missing'])
    expect(
      states(read(envelope(entry(5, `${report()}<fileDetails><reportId>6</reportId><fileId>f</fileId></fileDetails>`)))),
    ).toEqual(['5 number-differs'])
  })

  test.each([
    ['before the root', '<!DOCTYPE report [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'],
    ['that asks for a file', '<!DOCTYPE report SYSTEM "file:///etc/passwd">'],
    ['that is not closed', '<!DOCTYPE report [<!ENTITY x SYSTEM "http://192.0.2.1/x"'],
  ])('a document type %s is never accepted', (_, doctype) => {
    expect(states(read(`<?xml version="1.0"?>${doctype}${report('&a;&x;')}`, '7.xml'))).toEqual(['7 not: doctype'])
    expect(states(read(envelope(entry(1), `<entry reportId="2">${doctype}${report()}</entry>\n`, entry(3))))).toEqual([
      '1',
      '2 not: doctype',
      '3',
    ])
  })
})

describe('encodings', () => {
  const declared = (name: string) =>
    `<?xml version="1.0" encoding="${name}"?>${report('<additionalInfo>Größe €</additionalInfo>')}`
  const textOf = (parsed: Parsed[]) => parsed[0]!.draft?.content.statements[0]?.text

  test('UTF-16 of both orders and the single-byte ones are read', () => {
    const utf16 = Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le')
    expect(textOf(read(utf16))).toBe('Größe €')
    expect(textOf(read(Buffer.from(utf16).swap16()))).toBe('Größe €')
    const latin = Buffer.from(declared('windows-1252').replace('€', '\x80'), 'latin1')
    expect(textOf(read(latin))).toBe('Größe €')
  })

  test('a byte that the encoding does not have is named by line and offset, and costs its record only', () => {
    const text = envelope(entry(1), entry(2, report('\n<additionalInfo>Gr~sse</additionalInfo>')), entry(3))
    const bytes = Buffer.from(text)
    bytes[text.indexOf('~')] = 0xf6
    const parsed = read(bytes)
    expect(states(parsed)).toEqual(['1', '2 not: bytes-invalid', '3'])
    expect(parsed[1]!.unreadable!.place).toMatchObject({ line: 4, byte: text.indexOf('~') })
    const ascii = Buffer.from(declared('US-ASCII'), 'latin1')
    expect(states(read(ascii, '7.xml'))).toEqual(['7 not: bytes-invalid'])
  })

  test('half a character at the end of UTF-16 is a fault, not a loss', () => {
    const utf16 = Buffer.from(`\ufeff${envelope(entry(1), entry(2))}`, 'utf16le')
    const parsed = read(utf16.subarray(0, utf16.length - 17))
    expect(states(parsed)).toEqual(['1', '2', '? not: broken-off'])
  })
})

describe('in an envelope', () => {
  test('what is skipped after a broken entry is one piece, with its lines', () => {
    const broken = '<entry reportId="2"><report>\n<a></b>\n</report></entry>\n<rubbish/> and words\n'
    const parsed = read(envelope(entry(1), broken, entry(3)))
    expect(states(parsed)).toEqual(['1', '2 not: not-well-formed', '3'])
    expect(parsed[1]!.unreadable!.place).toMatchObject({ line: 4, lines: [3, 7] })
  })

  test.each([
    ['an entry that is not closed', '<entry reportId="2"><report><a>', '2 not: entry-not-closed'],
    ['an attribute that is not closed', '<entry reportId="2><report>', '? not: not-well-formed'],
    ['a comment that is not closed', '<entry reportId="2"><!-- <report>', '? not: broken-off'],
    ['CDATA that is not closed', '<entry reportId="2"><![CDATA[ <report>', '? not: broken-off'],
    ['words between entries', 'words\n', '? not: not-an-entry'],
    ['an entry without a report', '<entry reportId="2"></entry>', '2 not: nothing-usable'],
    ['an empty entry', '<entry reportId="2"/>', '2 not: nothing-usable'],
  ])('%s', (_, wrong, state) => {
    expect(states(read(envelope(entry(1), wrong, entry(3))))).toEqual(['1', state, '3'])
  })

  test('markup in comments and CDATA is text', () => {
    const inner =
      '<!-- </entry><entry reportId="9"> --><additionalInfo><![CDATA[</entry></reports><entry reportId="8">]]></additionalInfo>'
    const parsed = read(envelope(entry(1, report(inner)), entry(2)))
    expect(states(parsed)).toEqual(['1', '2'])
    expect(parsed[0]!.draft!.content.statements[0]!.text).toContain('<entry reportId="8">')
  })

  test('a break inside an entry belongs to no record; whose entry it tore stands with its place', () => {
    const parsed = read(envelope(entry(1), '<entry reportId="2"><report>').replace('</reports>', ''))
    expect(states(parsed)).toEqual(['1', '? not: broken-off'])
    expect(parsed[1]!.unreadable!.place).toMatchObject({ path: 'reportId=2' })
  })

  test('a file that ends between entries says where it broke', () => {
    const text = envelope(entry(1)).replace('</reports>', '')
    expect(states(read(text))).toEqual(['1', '? not: broken-off'])
    expect(read(text)[1]!.unreadable).toMatchObject({ byteFrom: text.length, place: { line: 3 } })
  })

  test('a record over the limit is refused in constant memory, and its neighbours are read', () => {
    const large = `<entry reportId="2"><report><additionalInfo>${'x'.repeat(50_000)}</additionalInfo></report></entry>\n`
    expect(states(read(envelope(entry(1), large, entry(3)), 'tips.xml', 10_000))).toEqual(['1', '2 not: too-large', '3'])
    expect(states(read(report(`<additionalInfo>${'x'.repeat(50_000)}</additionalInfo>`), '7.xml', 10_000))).toEqual([
      '7 not: too-large',
    ])
    const swallowing = `<entry reportId="2"><report><!-- ${'x'.repeat(50_000)}`
    expect(states(read(envelope(entry(1), swallowing, entry(3)), 'tips.xml', 10_000))).toEqual(['1', '2 not: too-large', '3'])
  })

  test('names of the entries may have a prefix', () => {
    const text = `<t:reports xmlns:t="urn:t" source="s"><t:entry reportId="4">${report()}</t:entry></t:reports>`
    expect(states(read(text))).toEqual(['4'])
  })
})

describe('in a report', () => {
  test.each([
    ['<oddity>1</oddity>', ['element-unknown oddity']],
    [
      '<personOrUserReported><ipCaptureEvent><ipAddress>300.1.1.1</ipAddress><port>70000</port></ipCaptureEvent></personOrUserReported>',
      ['out-of-range port', 'ip-range ipCaptureEvent'],
    ],
    [
      '<personOrUserReported><ipCaptureEvent><ipAddress>192.0.2.1</ipAddress><port>0</port></ipCaptureEvent></personOrUserReported>',
      ['out-of-range port'],
    ],
    [
      '<personOrUserReported><ipCaptureEvent><ipAddress>192.0.2.1</ipAddress><dateTime>yesterday</dateTime></ipCaptureEvent></personOrUserReported>',
      ['time-not-read dateTime'],
    ],
    [
      '<personOrUserReported><personOrUserReportedPerson><age>old</age><dateOfBirth>1/2/03</dateOfBirth></personOrUserReportedPerson></personOrUserReported>',
      ['out-of-range age', 'date-not-read dateOfBirth'],
    ],
    [
      '<victim><screenName>a</screenName><victimPerson><firstName>M</firstName></victimPerson></victim>',
      ['elements-out-of-order victim'],
    ],
    ['<additionalInfo>a&#x202e;b</additionalInfo>', ['characters-written-out additionalInfo']],
    ['<additionalInfo><b>bold</b></additionalInfo>', ['element-unknown b']],
    [
      '<fileDetails><fileId>f</fileId><industryClassification>Z9</industryClassification></fileDetails>',
      ['value-unknown industryClassification'],
    ],
    [
      '<fileDetails><fileId>f</fileId><originalFileHash hashType="MD5">abc</originalFileHash></fileDetails>',
      ['hash-length originalFileHash'],
    ],
    [`<additionalInfo>${'x'.repeat(20_000)}</additionalInfo>`, ['text-cut additionalInfo']],
    [
      '<personOrUserReported __proto__="1"><constructor>2</constructor></personOrUserReported>',
      ['attribute-unknown __proto__', 'element-unknown constructor'],
    ],
  ])('%.90s', (inner, issues) => {
    expect(issuesOf(inner)).toEqual(issues)
  })

  test('what is not understood is kept, and what is missing is named with its place', () => {
    const { content } = only('<report>\n<additionalInfo>a</additionalInfo><x y="1"><z>2</z></x></report>').draft!
    expect(content.unread).toEqual([{ path: 'report/x', text: '[y="1"] <z>2</z>' }])
    expect(content.issues.map((issue) => issue.place!.path)).toEqual([
      'report/x',
      'report/incidentSummary',
      'report/reporter',
      'report/incidentSummary/incidentType',
      'report/incidentSummary/incidentDateTime',
    ])
  })

  test('when a number was verified, and what a device did, stay with them', () => {
    const { content } = only(
      report(`<personOrUserReported><personOrUserReportedPerson>
        <phone type="Mobile" verified="true" verificationDate="2026-03-04T05:06:07+02:00">+999 555 0142</phone>
      </personOrUserReportedPerson>
      <deviceId><idType>IMEI</idType><idValue>004999010640000</idValue><eventName>Login</eventName><dateTime>2026-04-01T01:02Z</dateTime></deviceId>
      </personOrUserReported>`),
    ).draft!
    expect(content.issues).toEqual([])
    expect(content.sightings.filter(({ role }) => role === 'suspect')).toMatchObject([
      { kind: 'phone', type: 'Mobile', isVerified: true, verifiedAt: { at: '2026-03-04T03:06:07.000Z', offsetMinutes: 120 } },
      { kind: 'device', type: 'IMEI', event: 'Login', time: { at: '2026-04-01T01:02:00.000Z', precision: 'minute' } },
    ])
  })

  test.each([
    ['<reporter/>', 'missing report/reporter'],
    ['<reporter> <reportingPerson><email/></reportingPerson></reporter>', 'missing report/reporter'],
    ['', 'missing report/reporter'],
  ])('a reporter that says nothing is none: %s', (reporter, issue) => {
    const issues = only(report().replace(REPORTER, reporter)).draft!.content.issues
    expect(issues.map(({ code, place }) => `${code} ${place!.path}`)).toContain(issue)
  })

  test.each([
    ['Legal@quaychat.example', 'quaychat.example'],
    ['ana@weir-family.example', ''],
  ])('who sent it may be told from the mail of an office, never from that of a person: %s', (mail, name) => {
    const { draft } = only(report().replace('desk@quaychat.example', mail))
    expect(draft!.content.sender.name).toBe(name)
  })

  test('issues show the structure of a value, never the value', () => {
    const { content } = only(
      report('<victim><victimPerson><email>mira</email><dateOfBirth>Mira, 4 May</dateOfBirth></victimPerson></victim>'),
    ).draft!
    expect(JSON.stringify(content.issues)).not.toMatch(/mira/i)
    expect(content.issues).toMatchObject([{ found: 'Xxxx, 9 Xxx' }, { found: 'xxxx', code: 'email-shape' }])
  })

  test('thousands of issues are counted, not listed', () => {
    const { issues } = only(report('<oddity/>'.repeat(5000))).draft!.content
    expect(issues).toHaveLength(101)
    expect(issues.at(-1)).toMatchObject({ code: 'more-issues', found: '4900' })
  })

  test.each([
    ['deep', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'too-deep'],
    ['wide', '<a/>'.repeat(150_001), 'too-many-elements'],
  ])('a %s tree is refused', (_, inner, reason) => {
    expect(states(read(envelope(entry(1, report(inner)), entry(2))))).toEqual([`1 not: ${reason}`, '2'])
  })
})
