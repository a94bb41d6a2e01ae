// Brings the database to this release. Every command does that by itself where no server runs; this one is for administrators who
// want it done, and seen, before a server starts.
import { parseArgs } from 'node:util'
import { openDatabase } from '../base/database.ts'
import { missingMigrations } from '../base/migrate.ts'
import { type Command, printJson } from './command.ts'
import { migrationsFolder, withSite } from './site.ts'

export const command: Command = {
  name: 'migrate',
  usage: `migrate [--json]

Applies the migrations of this release and makes the roles; says what is applied. Does nothing while a server runs, which has done it.`,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    return await withSite({ config: io.config(), log: io.log(), purpose: 'migrate' }, async ({ ownerUrl, server }) => {
      const database = openDatabase({ url: ownerUrl, max: 1, name: 'tipbridge migrate' })
      try {
        const missing = await missingMigrations(database.sql, migrationsFolder)
        const applied = await database.sql<{ name: string; appliedAt: Date }>`
          select name, applied_at as "appliedAt" from schema_migration order by name`
        for (const one of applied) values.json ? printJson(io, one) : io.print(`${one.name}  ${one.appliedAt.toISOString()}`)
        if (missing.length > 0)
          io.say(`Not applied: ${missing.join(', ')}. Stop the server (release ${server?.version}) and run this again.`)
        return missing.length > 0 ? 1 : 0
      } finally {
        await database.close()
      }
    })
  },
}
