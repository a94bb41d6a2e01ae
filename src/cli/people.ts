// `people`: who may sign in, and what they may do where; `people reset LOGIN` gives a new generated password when all administrators
// have lost theirs. Whoever can read the key files is trusted with that, and the log says so.

import { parseArgs } from 'node:util'
import { generatedSecret, hashPassword } from '../access/passwords.ts'
import { resetFrom } from '../access/people.ts'
import { type Database, openDatabase, type Tx } from '../base/database.ts'
import { recordByMachine } from './by-machine.ts'
import { type Command, type Io, printJson, Sentence, UsageError } from './command.ts'
import { type Site, withSite } from './site.ts'

export const command: Command = {
  name: 'people',
  usage: `people [--json]
       tipbridge people reset LOGIN
       tipbridge people codes required|optional

Lists people and services with their roles; gives one a new generated password, to be changed at the next sign-in; or says whether
everybody who signs in must set up one-time codes first.`,
  async run(args, io) {
    const { values, positionals: words } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
    const [verb, which] = words
    const isKnown = verb === 'reset' ? which : verb === 'codes' && (which === 'required' || which === 'optional')
    if (words.length > 0 && (!isKnown || words.length > 2))
      throw new UsageError('Expected: people, people reset LOGIN, or people codes required|optional')
    return withSite({ config: io.config(), log: io.log(), purpose: 'people' }, async (site) => {
      const database = openDatabase({ url: site.ownerUrl, max: 2, name: 'tipbridge people' })
      try {
        if (verb === 'reset') io.print(await reset(database, site, which!.toLowerCase()))
        else if (verb === 'codes') await askForCodes(database, site.keys.audit, which === 'required')
        else await list(database, site.keys.audit, { io, isJson: values.json === true })
        return 0
      } finally {
        await database.close()
      }
    })
  },
}

interface Listed {
  login: string
  name: string
  kind: string
  disabledAt: Date | null
  roles: { role: string; unit: string }[]
}

async function list(database: Database, auditKey: Buffer, { io, isJson }: { io: Io; isJson: boolean }): Promise<void> {
  const people = await database.transaction(null, async (tx) => {
    const found = await everybody(tx)
    await recordByMachine(tx, auditKey, { action: 'people.list', outcome: 'done', detail: { n: found.length } })
    return found
  })
  for (const one of people) {
    if (isJson) printJson(io, one)
    else
      io.print(
        `${one.login.padEnd(24)}${one.name.padEnd(28)}${one.roles.map(({ role, unit }) => `${role} at ${unit}`).join(', ')}${one.disabledAt ? ' (disabled)' : ''}`,
      )
  }
}

const everybody = ({ sql }: Tx) => sql<Listed>`
    select p.login, p.name, p.kind, p.disabled_at as "disabledAt",
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'unit', a.slug) order by a.no, g.role) from role_grant g join agency a on a.no = g.agency_no
        where g.person_id = p.person_id), '[]') as roles
    from person p order by p.kind, p.login`

async function reset(database: Database, site: Site, login: string): Promise<string> {
  const password = generatedSecret()
  const hashed = await hashPassword(password)
  const now = new Date()
  await database.transaction(null, async (tx) => {
    const [was] = await tx.sql<{ mustChange: boolean; isTotpOn: boolean }>`
      select must_change as "mustChange", is_totp_on as "isTotpOn" from person where login = ${login} for update`
    const [person] = await tx.sql<{ person_id: string }>`
      update person set password = ${hashed}, must_change = true, is_totp_on = false, totp = null where login = ${login} and kind = 'person' returning person_id`
    if (!person) throw new Sentence(`Nobody signs in as ${login}.`)
    await tx.sql`update session set ended_at = ${now} where person_id = ${person.person_id} and ended_at is null`
    const subject = { kind: 'person', id: person.person_id }
    const detail = resetFrom(was!)
    await recordByMachine(tx, site.keys.audit, { action: 'people.reset-password', outcome: 'done', subject, detail })
  })
  return password
}

/** Takes effect at the next request of everybody: who has no codes is asked to set them up before anything else. */
export async function askForCodes(database: Database, auditKey: Buffer, isRequired: boolean): Promise<void> {
  await database.transaction(null, async (tx) => {
    await tx.sql`
      insert into setting (name, value) values ('totp-required', ${String(isRequired)}::jsonb) on conflict (name) do update set value = excluded.value`
    await recordByMachine(tx, auditKey, { action: 'people.require-codes', outcome: 'done', detail: { isRequired } })
  })
}
