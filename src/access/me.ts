// What the console needs to know about the one who is signed in: person, unit, units to choose from, roles, what is allowed.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'
import { permissions } from '../work/permissions.ts'
import { hashPassword, isPassword, SHORTEST_PASSWORD } from './passwords.ts'
import { newTotp, stepOf } from './totp.ts'
import { countTry, endTries, isFirstUse, triesOf } from './tries.ts'

const named = z.record(z.string(), z.string())
export const unitShape = z.object({
  no: z.number(),
  name: named,
  kind: z.string(),
  zone: z.string(),
  pack: z.string(),
  mayRegister: z.boolean(),
})

export const meShape = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    login: z.string(),
    language: z.string(),
    isKeysOn: z.boolean(),
    /** Columns of lists that this person does not want to see, as `inbox.from`. */
    hiddenColumns: z.array(z.string()),
    mustChange: z.boolean(),
    isTotpOn: z.boolean(),
  }),
  unit: unitShape,
  units: z.array(unitShape.extend({ roles: z.array(z.string()) })),
  roles: z.array(z.string()),
  may: z.record(z.string(), z.boolean()),
  isDemo: z.boolean(),
  version: z.string(),
})

interface Place {
  no: number
  name: Record<string, string>
  kind: string
  zone: string
  pack: string
  may_register: boolean
  roles: string[]
}

const shown = (place: Place) => ({
  no: place.no,
  name: place.name,
  kind: place.kind,
  zone: place.zone,
  pack: place.pack,
  mayRegister: place.may_register,
  roles: place.roles,
})

export const showMe = action({
  name: 'me.look',
  needs: null,
  isPlain: true,
  input: z.object({}),
  async run({ sql, actor, world }) {
    const [person] = await sql<{
      login: string
      is_keys_on: boolean
      hidden_columns: string[]
      must_change: boolean
      is_totp_on: boolean
      language: string
    }>`
      select login, is_keys_on, hidden_columns, must_change, is_totp_on, language from person where person_id = ${actor.id}`
    const units = await sql<Place>`
      select a.no, a.name, a.kind, a.zone, a.pack, a.may_register, array_agg(g.role order by g.role) as roles
      from role_grant g join agency a on a.no = g.agency_no where g.person_id = ${actor.id} and a.is_active
      group by a.no, a.name, a.kind, a.zone, a.pack, a.may_register order by a.no`
    const [demo] = await sql<{ value: unknown }>`select value from setting where name = 'demo'`
    return {
      person: {
        id: actor.id,
        name: actor.name,
        login: person!.login,
        language: person!.language,
        isKeysOn: person!.is_keys_on,
        hiddenColumns: person!.hidden_columns,
        mustChange: person!.must_change,
        isTotpOn: person!.is_totp_on,
      },
      unit: {
        no: actor.unit.no,
        name: actor.unit.name,
        kind: actor.unit.kind,
        zone: actor.unit.zone,
        pack: actor.unit.pack,
        mayRegister: actor.unit.mayRegister,
      },
      units: units.map(shown),
      roles: [...actor.roles],
      may: Object.fromEntries(permissions.map((permission) => [permission, actor.permissions.has(permission)])),
      isDemo: demo?.value === true,
      version: world.version,
    }
  },
})

export const switchUnit = action({
  name: 'session.switch-unit',
  needs: null,
  input: z.object({ unitNo: z.number().int() }),
  async run({ sql, actor, note }, { unitNo }) {
    const [held] =
      await sql`select 1 from role_grant g join agency a on a.no = g.agency_no and a.is_active where g.person_id = ${actor.id} and g.agency_no = ${unitNo}`
    if (!held || !actor.sessionId) refuse('missing', 'no-role-there')
    await sql`update session set agency_no = ${unitNo} where session_id = ${actor.sessionId}`
    note({ from: actor.unit.no, to: unitNo })
    return { unitNo }
  },
})

export const endSession = action({
  name: 'session.end',
  needs: null,
  input: z.object({}),
  async run({ sql, actor, now }) {
    await sql`update session set ended_at = ${now} where session_id = ${actor.sessionId ?? null}`
    return {}
  },
})

export const changePreferences = action({
  name: 'me.change-preferences',
  needs: null,
  input: z.object({
    language: z.enum(['en', 'hi']).optional(),
    isKeysOn: z.boolean().optional(),
    hiddenColumns: z
      .array(z.string().regex(/^[a-z]+\.[a-z]+$/))
      .max(50)
      .optional(),
  }),
  async run({ sql, actor, note }, given) {
    const { language, isKeysOn, hiddenColumns } = given
    const [was] = await sql<Record<string, unknown>>`
      select language, is_keys_on as "isKeysOn", hidden_columns as "hiddenColumns" from person where person_id = ${actor.id} for update`
    await sql`
      update person set language = coalesce(${language ?? null}, language), is_keys_on = coalesce(${isKeysOn ?? null}, is_keys_on),
        hidden_columns = coalesce(${hiddenColumns ?? null}::text[], hidden_columns) where person_id = ${actor.id}`
    note({ was, now: { ...was, ...given } })
    return {}
  },
})

export const changePassword = action({
  name: 'me.change-password',
  needs: null,
  input: z.object({
    current: z.string().max(1000),
    wanted: z.string().min(SHORTEST_PASSWORD, `at least ${SHORTEST_PASSWORD} signs`).max(1000),
  }),
  async run({ sql, actor, now, world }, { current, wanted }) {
    // Whoever sits at an open session is not to guess either.
    const tried = `change-password/${actor.id}` as const
    const { seconds } = await countTry(world, tried)
    if (seconds !== undefined) refuse('forbidden', 'wait', { seconds })
    const [person] = await sql<{ password: string | null }>`select password from person where person_id = ${actor.id}`
    if (!(await isPassword(person?.password ?? null, current))) refuse('forbidden', 'wrong-password')
    await endTries(world, tried)
    // Who made the first one knows it.
    if (wanted.normalize('NFC') === current.normalize('NFC')) refuse('invalid', 'same-password')
    await sql`update person set password = ${await hashPassword(wanted)}, must_change = false where person_id = ${actor.id}`
    await sql`update session set ended_at = ${now} where person_id = ${actor.id} and session_id <> ${actor.sessionId ?? null} and ended_at is null`
    return {}
  },
})

export const beginTotp = action({
  name: 'me.begin-totp',
  needs: null,
  input: z.object({}),
  async run({ sql, actor, world }) {
    const [person] = await sql<{
      login: string
      is_totp_on: boolean
    }>`select login, is_totp_on from person where person_id = ${actor.id}`
    if (person!.is_totp_on) refuse('conflict', 'totp-is-on')
    const made = newTotp(person!.login, actor.id, world.keys.installation)
    await sql`update person set totp = ${made.sealed} where person_id = ${actor.id}`
    return { secret: made.secret, uri: made.uri }
  },
})

export const confirmTotp = action({
  name: 'me.confirm-totp',
  needs: null,
  input: z.object({ code: z.string().regex(/^\d{6}$/, 'six digits') }),
  async run({ sql, actor, world, now, note }, { code }) {
    const [person] = await sql<{
      login: string
      totp: Buffer | null
      is_totp_on: boolean
    }>`select login, totp, is_totp_on from person where person_id = ${actor.id}`
    if (!person?.totp) refuse('conflict', 'totp-not-begun')
    const step = stepOf(world.keys.installation, { sealed: person.totp, personId: actor.id, code, now })
    // As at sign-in, which would take it again.
    if (step === null || !(await isFirstUse(world, triesOf(person.login), step))) refuse('invalid', 'wrong-code')
    await sql`update person set is_totp_on = true where person_id = ${actor.id}`
    note({ was: { isTotpOn: person.is_totp_on }, now: { isTotpOn: true } })
    return {}
  },
})
