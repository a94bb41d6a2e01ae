// Long fuzzing of everything smaller than a file that is read from outside: times, identifiers, search terms, numbers of cases, cursors,
// notes of the log, ZIP directories, files of a pack. Each gives a value or says no in its own way; none throws anything else.
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  openCheckpoint,
  readCheckpointText,
  readNote,
  readVerifierLine,
  signCheckpoint,
  signerFrom,
  verifierLine,
  verifierOf,
} from '../../src/audit/checkpoint.ts'
import { decodeCursor, encodeCursor } from '../../src/base/page.ts'
import { projectRoot } from '../../src/base/project.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { readCsv } from '../../src/country/csv.ts'
import { WrongPack } from '../../src/country/faults.ts'
import { ipNumber, ipSpan } from '../../src/country/ip-number.ts'
import { loadPacks } from '../../src/country/load-pack.ts'
import { parseNumber } from '../../src/country/numbers.ts'
import { maskShapes, shapesIn } from '../../src/country/shapes.ts'
import { decode, firstCharacters, sniffEncoding } from '../../src/intake/encoding.ts'
import { normalForm } from '../../src/intake/normal-forms.ts'
import { numberInFileName, usableNumber } from '../../src/intake/number.ts'
import { readTerm } from '../../src/intake/search-terms.ts'
import { readDate, readTime } from '../../src/intake/time.ts'
import { type Member, membersOf, readMember, type Source, ZipFault } from '../../src/intake/zip.ts'
import { tidyNumber } from '../../src/model/case-number.ts'
import { identifierKinds } from '../../src/model/report.ts'
import { packs } from '../packs.ts'
import { zipOf } from '../zip.ts'
import { mutated, mutatedText } from './mutations.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 20_000)
const many = { numRuns: RUNS }

const times = [
  '2026-04-30T22:15:09.123+05:30',
  '2026-04-30',
  '2026-04',
  '20260430T221509Z',
  '30/04/2026 10:15',
  '+275760-09-13T00:00:00Z',
]
const identifiers = [
  'Corin.V+tag@Northlight.example',
  '+999 555 0142 ext. 12',
  '(0999) 555-0142',
  '203.0.113.77:443',
  '[2001:db8::7%eth0]:8080',
  '::ffff:192.0.2.7',
  'https://user:pw@quaychat.example:8443/u/kx_91?a=%zz#x',
  'xn--80ak6aa92e.example/%00',
  '9e107d9d372bb6826bd81d3542a419d6',
  'imei:356938035643809',
  'quaychat:kx_91',
  '@kx_91\u202e',
]
const anyText = fc.oneof(mutatedText([...times, ...identifiers]), fc.string({ unit: 'binary', maxLength: 60 }), fc.string())

test('times are read, or said not to be', () => {
  fc.assert(
    fc.property(fc.oneof(mutatedText(times), anyText), (text) => {
      const { time, fault } = readTime(text)
      expect(time.at === null).toBe(fault !== undefined && fault !== 'time-without-zone')
      if (time.at !== null) expect(Number.isNaN(Date.parse(time.at))).toBe(false)
      const date = readDate(text)
      if (date !== undefined) expect(date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    }),
    many,
  )
})

test('identifiers of every kind have a normal form, which stays as it is, or a fault', () => {
  fc.assert(
    fc.property(fc.constantFrom(...identifierKinds), fc.oneof(mutatedText(identifiers), anyText), (kind, text) => {
      const { normal, fault } = normalForm(kind, text)
      expect([normal !== undefined, fault !== undefined].sort()).toEqual([false, true])
      if (fault !== undefined) expect(fault).toMatch(/^[a-z0-9-]+$/)
      for (const term of readTerm(text, ['quaychat'])) expect(term.normal).not.toBe('')
      ipNumber(text)
      ipSpan(text)
      numberInFileName(text)
      usableNumber(text)
      expect(maskShapes(packs.get('in')!, text).length).toBeGreaterThanOrEqual(0)
      shapesIn(packs.get('xx')!, text)
      for (const series of packs.get('in')!.series) parseNumber(series, tidyNumber(text))
    }),
    many,
  )
})

test('bytes of any kind have an encoding that decodes them to the end or to the first wrong byte, or none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (given) => {
      const bytes = Buffer.from(given)
      const { encoding } = sniffEncoding(bytes)
      firstCharacters(bytes)
      if (!encoding) return
      const { text, invalidAt } = decode(bytes.subarray(encoding.bomBytes), encoding)
      if (text === undefined) expect(invalidAt).toBeLessThanOrEqual(bytes.length)
    }),
    many,
  )
})

test('a cursor is read or refused', () => {
  const schema = z.tuple([z.number(), z.coerce.date(), z.uuid()])
  const good = encodeCursor([12, '2026-05-04T07:00:00Z', '6ed91238-7b77-8e05-846b-21a026ceea39'])
  fc.assert(
    fc.property(
      fc.oneof(
        mutatedText([good]),
        fc.anything().map((value) => encodeCursor([value])),
        anyText,
      ),
      (text) => {
        try {
          expect(decodeCursor(text, schema)).toHaveLength(3)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      },
    ),
    many,
  )
})

test('a mutated checkpoint is never taken for the signed one', () => {
  const signer = signerFrom(generateKeyPairSync('ed25519').privateKey)
  const note = signCheckpoint({ size: 1200, root: Buffer.alloc(32, 7) }, signer)
  const line = verifierLine(verifierOf(signer))
  fc.assert(
    fc.property(fc.oneof(mutatedText([note, line]), anyText), (text) => {
      readNote(text)
      readCheckpointText(text)
      readVerifierLine(text)
      const opened = openCheckpoint(text, verifierOf(signer))
      if (opened) expect([opened.size, opened.root.toString('hex')]).toEqual([1200, Buffer.alloc(32, 7).toString('hex')])
    }),
    many,
  )
})

const sourceOf = (bytes: Buffer): Source => ({
  sizeBytes: bytes.length,
  async *read(from, to) {
    if (from < bytes.length && to > from) yield bytes.subarray(from, Math.min(to, bytes.length))
  },
})

async function readZip(bytes: Buffer): Promise<void> {
  for (const member of await membersOf(sourceOf(bytes))) {
    expect(member.name.split('/')).not.toContain('..')
    if (!member.refused) await readWhole(bytes, member)
  }
}

async function readWhole(bytes: Buffer, member: Member): Promise<void> {
  let size = 0
  for await (const piece of readMember(sourceOf(bytes), member)) size += piece.length
  expect(size).toBe(member.clearBytes)
}

test('a mutated ZIP is listed or refused, and so is each of its members', async () => {
  const zip = zipOf([
    { name: 'a/tip-1.xml', bytes: '<report/>'.repeat(50) },
    { name: '../tip-2.json', bytes: '{"a":1}', isStored: true },
    { name: 'tip-3.xml', bytes: 'x'.repeat(4000), says: 10 },
  ])
  await fc.assert(
    fc.asyncProperty(mutated([zip]), async (bytes) => {
      await readZip(bytes).catch((error) => void expect(error).toBeInstanceOf(ZipFault))
    }),
    { numRuns: RUNS / 4 },
  )
})

/** The packs with one file changed for the moment. */
function load(folder: string, { file, bytes }: { file: string; bytes: Buffer }): void {
  const before = readFileSync(file)
  writeFileSync(file, bytes)
  try {
    loadPacks(folder)
  } finally {
    writeFileSync(file, before)
  }
}

const refusedOr = (run: () => void, refusal: typeof WrongPack): void => {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(refusal)
  }
}

test('a pack with a mutated file is read, or refused with its faults by file and path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tipbridge-packs-'))
  const names = ['base', 'xx', 'in']
  for (const name of names) cpSync(join(projectRoot, 'packs', name), join(folder, name), { recursive: true })
  const files = names.flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
  const wrong = fc.constantFrom(...files).chain((file) => mutated([readFileSync(file)]).map((bytes) => ({ file, bytes })))
  try {
    fc.assert(
      fc.property(wrong, (one) => {
        refusedOr(() => load(folder, one), WrongPack)
        readCsv(one.bytes.toString('utf8'))
      }),
      { numRuns: Math.ceil(RUNS / 100) },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})
