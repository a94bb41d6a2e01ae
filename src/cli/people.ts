// `people`: who may sign in, and what they may do where; `people reset LOGIN` gives a new generated password when all administrators
// have lost theirs. Whoever can read the key files is trusted with that, and the log says so.

import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { generatedSecret, hashPassword } from '../access/passwords.ts'
import { type Database, openDatabase } from '../base/database.ts'
import { commandLine } from '../country/site.ts'
import { record } from '../work/record.ts'
import { type Command, type Io, printJson, Sentence, UsageError } from './command.ts'
import { type Site, withSite } from './site.ts'

export const command: Command = {
  name: 'people',
  usage: `people [--json]
       tipbridge people reset LOGIN

Lists people and services with their roles, or gives one a new generated password, to be changed at the next sign-in.`,
  async run(args, io) {
    const { values, positionals: words } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
    const [verb, login] = words
    if (words.length > 0 && (verb !== 'reset' || !login || words.length > 2))
      throw new UsageError('Expected: people, or people reset LOGIN')
    return withSite({ config: io.config(), log: io.log(), purpose: 'people' }, async (site) => {
      const database = openDatabase({ url: site.ownerUrl, max: 2, name: 'tipbridge people' })
      try {
        if (login) io.print(await reset(database, site, login.toLowerCase()))
        else await list(database, io, values.json === true)
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

async function list({ sql }: Database, io: Io, isJson: boolean): Promise<void> {
  const people = await sql<Listed>`
    select p.login, p.name, p.kind, p.disabled_at as "disabledAt",
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'unit', a.slug) order by a.no, g.role) from role_grant g join agency a on a.no = g.agency_no
        where g.person_id = p.person_id), '[]') as roles
    from person p order by p.kind, p.login`
  for (const one of people) {
    if (isJson) printJson(io, one)
    else
      io.print(
        `${one.login.padEnd(24)}${one.name.padEnd(28)}${one.roles.map(({ role, unit }) => `${role} at ${unit}`).join(', ')}${one.disabledAt ? ' (disabled)' : ''}`,
      )
  }
}

async function reset(database: Database, site: Site, login: string): Promise<string> {
  const password = generatedSecret()
  const hashed = await hashPassword(password)
  const now = new Date()
  await database.transaction(null, async (tx) => {
    const [person] = await tx.sql<{ person_id: string }>`
      update person set password = ${hashed}, must_change = true, is_totp_on = false, totp = null where login = ${login} and kind = 'person' returning person_id`
    if (!person) throw new Sentence(`Nobody signs in as ${login}.`)
    await tx.sql`update session set ended_at = ${now} where person_id = ${person.person_id} and ended_at is null`
    await record(tx, site.keys.audit, {
      at: now,
      actor: { id: commandLine.id, name: commandLine.name, agencyNo: null },
      action: 'people.reset-password',
      outcome: 'done',
      subject: { kind: 'person', id: person.person_id },
      detail: { machineUser: userInfo().username },
    })
  })
  return password
}
