// People and services of the site, and what they may do where. An administrator manages them and sees no report.
import { z } from 'zod'
import { sqlState } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { unitShape } from '../model/named.ts'
import { action, type Doing } from '../work/action.ts'
import { roles } from '../work/permissions.ts'
import { generatedSecret, hashPassword } from './passwords.ts'
import { newToken, tokenHash } from './session.ts'

const role = z.enum(roles)
const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,60}$/, 'letters, digits, dot, dash; at least two')

export const personShape = z.object({
  personId: z.string(),
  login: z.string(),
  name: z.string(),
  kind: z.string(),
  isTotpOn: z.boolean(),
  madeAt: z.date(),
  disabledAt: z.date().nullable(),
  roles: z.array(z.object({ role: z.string(), unit: unitShape })),
  tokens: z.array(z.object({ tokenId: z.string(), name: z.string(), madeAt: z.string(), usedAt: z.string().nullable() })),
})

export const listPeople = action({
  name: 'people.list',
  needs: 'people:manage',
  input: z.object({}),
  async run({ sql }) {
    const items = await sql`
      select p.person_id as "personId", p.login, p.name, p.kind, p.is_totp_on as "isTotpOn", p.made_at as "madeAt", p.disabled_at as "disabledAt",
        coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'unit', jsonb_build_object('no', a.no, 'name', a.name)) order by a.no, g.role)
          from role_grant g join agency a on a.no = g.agency_no where g.person_id = p.person_id), '[]') as roles,
        coalesce((select jsonb_agg(jsonb_build_object('tokenId', t.token_id, 'name', t.name, 'madeAt', t.made_at, 'usedAt', t.used_at) order by t.made_at)
          from api_token t where t.person_id = p.person_id and t.ended_at is null), '[]') as tokens
      from person p order by p.kind, p.name, p.person_id`
    return { items }
  },
})

export const addPerson = action({
  name: 'people.add',
  needs: 'people:manage',
  input: z.object({
    login,
    name: z.string().trim().min(1).max(200),
    kind: z.enum(['person', 'service']).default('person'),
    language: z.enum(['en', 'hi']).default('en'),
    roles: z.array(z.object({ role, unitNo: z.number().int() })).max(50),
  }),
  async run(doing, given) {
    const { sql, now, actor, about, note } = doing
    const personId = uuid7()
    const password = given.kind === 'person' ? generatedSecret() : null
    await sql`
      insert into person (person_id, login, name, kind, language, password, must_change, made_at)
      values (${personId}, ${given.login}, ${given.name}, ${given.kind}, ${given.language}, ${password && (await hashPassword(password))}, ${password !== null}, ${now})
    `.catch(refuseTaken)
    for (const one of given.roles) await grant(doing, { personId, ...one, kind: given.kind })
    about('person', personId)
    note({ login: given.login, roles: given.roles, by: actor.name })
    return { personId, password }
  },
})

function refuseTaken(error: unknown): never {
  if (sqlState(error) === '23505') refuse('conflict', 'login-taken')
  throw error
}

interface Grant {
  personId: string
  role: (typeof roles)[number]
  unitNo: number
  kind: string
}

async function grant({ sql, now, actor }: Doing, { personId, role, unitNo, kind }: Grant): Promise<void> {
  if ((kind === 'service') !== (role === 'service')) refuse('invalid', 'role-of-other-kind', { role, kind })
  const [unit] = await sql`select 1 from agency where no = ${unitNo} and is_active`
  if (!unit) refuse('missing', 'no-such-unit', { unitNo })
  await sql`
    insert into role_grant (person_id, agency_no, role, given_by, given_at) values (${personId}, ${unitNo}, ${role}, ${actor.id}, ${now})
    on conflict do nothing`
}

const personOf = async ({ sql }: Doing, personId: string) => {
  const [person] = await sql<{
    name: string
    kind: string
    disabled_at: Date | null
    must_change: boolean
    is_totp_on: boolean
  }>`select name, kind, disabled_at, must_change, is_totp_on from person where person_id = ${personId}`
  return person ?? refuse('missing', 'no-such-person')
}

const about = ({ personId }: { personId: string }) => ({ kind: 'person', id: personId })

export const grantRole = action({
  name: 'people.grant-role',
  needs: 'people:manage',
  input: z.object({ personId: z.uuid(), role, unitNo: z.number().int() }),
  subject: about,
  async run(doing, given) {
    const person = await personOf(doing, given.personId)
    await grant(doing, { ...given, kind: person.kind })
    doing.note({ role: given.role, unitNo: given.unitNo })
    return {}
  },
})

export const takeRole = action({
  name: 'people.take-role',
  needs: 'people:manage',
  input: z.object({ personId: z.uuid(), role, unitNo: z.number().int() }),
  subject: about,
  async run(doing, given) {
    if (given.personId === doing.actor.id && given.role === 'administrator') refuse('conflict', 'own-administrator-role')
    const [gone] = await doing.sql<{
      taken: number
    }>`select take_role(${given.personId}, ${given.unitNo}, ${given.role}) as taken`
    if (!gone?.taken) refuse('missing', 'no-such-role')
    doing.note({ role: given.role, unitNo: given.unitNo })
    return {}
  },
})

export const disablePerson = action({
  name: 'people.disable',
  needs: 'people:manage',
  input: z.object({ personId: z.uuid() }),
  subject: about,
  async run(doing, { personId }) {
    if (personId === doing.actor.id) refuse('conflict', 'oneself')
    const { disabled_at: before } = await personOf(doing, personId)
    await doing.sql`update person set disabled_at = ${doing.now} where person_id = ${personId} and disabled_at is null`
    await doing.sql`update session set ended_at = ${doing.now} where person_id = ${personId} and ended_at is null`
    doing.note({ was: { disabledAt: before }, now: { disabledAt: before ?? doing.now } })
    return {}
  },
})

export const enablePerson = action({
  name: 'people.enable',
  needs: 'people:manage',
  input: z.object({ personId: z.uuid() }),
  subject: about,
  async run(doing, { personId }) {
    const { disabled_at: disabledAt } = await personOf(doing, personId)
    await doing.sql`update person set disabled_at = null where person_id = ${personId}`
    doing.note({ was: { disabledAt }, now: { disabledAt: null } })
    return {}
  },
})

/** Gives a generated password, shown once; the person must change it, and a lost code generator is taken off. */
export const resetPassword = action({
  name: 'people.reset-password',
  needs: 'people:manage',
  input: z.object({ personId: z.uuid() }),
  subject: about,
  async run(doing, { personId }) {
    const person = await personOf(doing, personId)
    if (person.kind !== 'person') refuse('conflict', 'services-have-tokens')
    const password = generatedSecret()
    await doing.sql`update person set password = ${await hashPassword(password)}, must_change = true, is_totp_on = false, totp = null where person_id = ${personId}`
    await doing.sql`update session set ended_at = ${doing.now} where person_id = ${personId} and ended_at is null`
    doing.note(resetFrom({ mustChange: person.must_change, isTotpOn: person.is_totp_on }))
    return { password }
  },
})

/** What a reset changes beside the password, which no entry holds. */
export const resetFrom = (was: { mustChange: boolean; isTotpOn: boolean }) => ({
  was,
  now: { mustChange: true, isTotpOn: false },
})

/** A token of a service, shown once and kept as a digest. */
export const addToken = action({
  name: 'people.add-token',
  needs: 'people:manage',
  input: z.object({ personId: z.uuid(), unitNo: z.number().int(), name: z.string().trim().min(1).max(100) }),
  subject: about,
  async run(doing, { personId, unitNo, name }) {
    const person = await personOf(doing, personId)
    const [held] =
      await doing.sql`select 1 from role_grant where person_id = ${personId} and agency_no = ${unitNo} and role = 'service'`
    if (person.kind !== 'service' || !held) refuse('conflict', 'not-a-service-there')
    if (person.disabled_at) refuse('conflict', 'person-is-disabled')
    const token = `tb_${newToken()}`
    const tokenId = uuid7()
    await doing.sql`
      insert into api_token (token_id, token_hash, person_id, agency_no, name, made_at)
      values (${tokenId}, ${tokenHash(token)}, ${personId}, ${unitNo}, ${name}, ${doing.now})`
    doing.note({ tokenId, name })
    return { tokenId, token }
  },
})

export const endToken = action({
  name: 'people.end-token',
  needs: 'people:manage',
  input: z.object({ personId: z.uuid(), tokenId: z.uuid() }),
  subject: about,
  async run({ sql, now }, { personId, tokenId }) {
    const ended =
      await sql.count`update api_token set ended_at = ${now} where token_id = ${tokenId} and person_id = ${personId} and ended_at is null`
    if (ended === 0) refuse('missing', 'no-such-token')
    return {}
  },
})
