// Every endpoint with odd values in every field, asked by somebody who may do everything: the answer is an answer or a refusal, never a
// bug (500), and the server goes on answering.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '../../src/api/endpoints.ts'
import { encodeCursor } from '../../src/base/page.ts'
import { type Endpoint, pathFields } from '../../src/work/endpoint.ts'
import { roles } from '../../src/work/permissions.ts'
import { aReport } from '../make.ts'
import { as, type Person } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

const RUNS = Number(process.env.FUZZ_REQUESTS ?? 6000)

const oddText = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egnp.exe',
  "'; drop table report; --",
  '%',
  '\\',
  '{}',
  '[]',
  'null',
  'NaN',
  '-1',
  '0',
  '1e400',
  '99999999999999999999',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'R-2026-000001',
  'kx_91',
  '192.0.2.7',
  '+999 555 0142',
  'k'.repeat(5000),
)
const oddInstant = fc.constantFrom(
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999Z',
  '2026-02-28T23:59:59.999999999Z',
  '0000-01-01',
  '9999-12-31',
  '2026-05-04',
  '2026-05-04T07:00:00Z',
)
const oddNumber = fc.constantFrom(0, -0, -1, 1, 0.5, 2 ** 15, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1e300, -1e300)
const cursor = fc
  .array(fc.oneof(oddInstant, oddNumber, oddText, fc.constantFrom(null, '00000000-0000-0000-0000-000000000000')), {
    maxLength: 4,
  })
  .map(encodeCursor)

const anything: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  oddInstant,
  oddNumber,
  cursor,
  fc.constantFrom(null, true, [], {}, [[]]),
)

/** Values of about the right kind, so that more than the first check is reached. */
function fitting(schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return fc.oneof(fc.constant(undefined), fitting(schema.unwrap() as z.ZodType, ids))
  if (schema instanceof z.ZodPipe) return fitting(schema.in as z.ZodType, ids)
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...(schema.options as string[]))
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodNumber) return oddNumber
  if (schema instanceof z.ZodUUID) return fc.constantFrom(...ids)
  if (schema instanceof z.ZodArray) return fc.array(fitting(schema.element as z.ZodType, ids), { maxLength: 3 })
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((one) => fitting(one as z.ZodType, ids)))
  if (schema instanceof z.ZodObject) return fields(schema.shape as Record<string, z.ZodType>, ids)
  return fc.oneof(oddText, oddInstant, cursor, fc.constantFrom(...ids))
}

const fields = (shape: Record<string, z.ZodType>, ids: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(shape).map(([name, schema]) => [
        name,
        fc.oneof({ weight: 6, arbitrary: fitting(schema, ids) }, { weight: 1, arbitrary: anything }),
      ]),
    ),
  )

type Request = { found: Endpoint; input: Record<string, unknown> }

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function addressOf({ found, input }: Request): string {
  const named = pathFields(found.path)
  const path = named.reduce((text, name) => text.replace(`{${name}}`, encoded(asText(input[name] ?? 'x') || 'x')), found.path)
  if (found.method !== 'GET') return path
  const query = Object.entries(input)
    .filter(([name, value]) => !named.includes(name) && value !== undefined)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => `${name}=${encoded(asText(one) ?? '')}`))
  return `${path}?${query.join('&')}`
}

const encoded = (text: string) => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '?'))

async function ids(world: TestWorld, person: Person): Promise<string[]> {
  const made = [await aReport(world, { holder: person.unitNo }), await aReport(world, { holder: person.unitNo })]
  return [...made.map((one) => one.reportId), person.id, '00000000-0000-8000-8000-000000000000']
}

test(`${RUNS} requests with odd values: an answer or a refusal, never a bug`, async () => {
  await using world = await aWorld()
  let person = await as(world, 'national-desk', ...roles)
  const known = await ids(world, person)
  const request: fc.Arbitrary<Request> = fc
    .constantFrom(...endpoints.filter(({ method }) => method === 'GET' || method === 'POST'))
    .chain((found) => fields(found.action.input.shape as Record<string, z.ZodType>, known).map((input) => ({ found, input })))
  const answered = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      const address = addressOf(one)
      const { status, body } = one.found.method === 'GET' ? await person.get(address) : await person.post(address, one.input)
      answered.set(status, (answered.get(status) ?? 0) + 1)
      // Signed out, disabled, or to change the password: another one goes on.
      if (status === 401 || status === 403) person = await as(world, 'national-desk', ...roles)
      expect([one.found.action.name, address.slice(0, 300), status < 500 ? 'fine' : body]).toEqual([
        one.found.action.name,
        address.slice(0, 300),
        'fine',
      ])
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  console.log([...answered].map(([status, n]) => `${status}: ${n}`).join(', '))
  expect(answered.get(200)).toBeGreaterThan(RUNS / 20)
})

test('the doors without an actor, and odd cookies, tokens and bodies', async () => {
  await using world = await aWorld()
  const doors = fc.constantFrom('/api/sign-in', '/api/first-run', '/api/batches', '/api/reports/take', '/api/upload', '/api/me')
  const member = fc.constantFrom('login', 'password', 'code', 'packs', 'name', 'unit', '__proto__')
  const body = fc.oneof(
    oddText,
    fc.dictionary(member, anything, { maxKeys: 5 }).map((given) => JSON.stringify(given)),
  )
  const header = fc
    .oneof(oddText, cursor)
    .map((text) => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '?')).slice(0, 3000))
  const types = fc.constantFrom(
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    '',
  )
  const request = fc.record({
    url: doors,
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    body,
    type: types,
    cookie: header,
    token: header,
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ url, method, body: payload, type, cookie, token }) => {
      const headers = {
        'x-tipbridge': '1',
        'content-type': type,
        cookie: `tipbridge_session=${cookie}`,
        authorization: `Bearer ${token}`,
      }
      const reply = await world.server.inject({ method: method as 'POST', url, headers, payload })
      expect([method, url, reply.statusCode < 500 ? 'fine' : reply.body]).toEqual([method, url, 'fine'])
    }),
    { numRuns: RUNS / 4, endOnFailure: true },
  )
})
