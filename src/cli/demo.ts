// The demonstration: an empty site is filled with invented reports of two countries, a dozen and a half people, and what they did in the
// last weeks, by the same ways as in life. `npm start` calls it; a site that is in use is never touched.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generatedSecret } from '../access/passwords.ts'
import { type Database, openDatabase } from '../base/database.ts'
import { exists, writeDurably } from '../base/files.ts'
import { lockHolder } from '../base/lock.ts'
import { type Command, type Io, Sentence, UsageError } from './command.ts'
import { makeDemo } from './demo/make-demo.ts'
import { type DemoPerson, demoPeople } from './demo/people.data.ts'
import { markDemo, removeSite, type Standing, standingOf } from './demo/standing.ts'
import { progressBar } from './progress.ts'
import { type Site, withSite } from './site.ts'
import { SITE_FILE } from './site-folder.ts'

export const command: Command = {
  name: 'demo',
  usage: `demo [--if-empty] | demo --reset

Fills an empty site with the demonstration: invented reports and people who share one generated password. The last line printed is the
file with their names and the password. --if-empty leaves a site that is in use as it is. --reset removes a demonstration.`,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { 'if-empty': { type: 'boolean' }, reset: { type: 'boolean' } } })
    if (values.reset && values['if-empty']) throw new UsageError('Choose one of --if-empty and --reset.')
    if (values.reset) await reset(io)
    else await fill(io, values['if-empty'] === true)
  },
}

const passwordFile = (io: Io): string => join(io.config().dataFolder, 'demo-password.txt')
const onSite = <T>(io: Io, run: (site: Site) => Promise<T>, isAsItStands = false): Promise<T> =>
  withSite({ config: io.config(), log: io.log(), purpose: 'demo', isAsItStands }, run)

/** Makes the demonstration where nothing is; says what is there otherwise. One that was cut off while it was made is made anew. */
async function fill(io: Io, isOptional: boolean): Promise<void> {
  let standing = await onSite(io, (site) => standOrMake(io, site))
  if (standing === 'half-made') {
    await removeSite(io.config())
    standing = await onSite(io, (site) => standOrMake(io, site))
  }
  if (standing === 'demo') io.print(passwordFile(io))
  else if (!isOptional)
    throw new Sentence('This site is in use; the demonstration needs an empty one: set TIPBRIDGE_DATA to a new folder.')
}

async function standOrMake(io: Io, site: Site): Promise<Standing> {
  const owner = openDatabase({ url: site.ownerUrl, max: 4, name: 'tipbridge demo', log: io.log() })
  try {
    const standing = await standingOf(owner)
    if (standing !== 'empty' || site.server) return standing === 'empty' ? 'other' : standing
    io.say('Making the demonstration: invented reports and people. This is done once and takes less than a minute.')
    await markDemo(owner, 'making')
    const password = generatedSecret(3)
    const bar = progressBar(io)
    const progress = (done: number, of: number) => bar.show(done, of, `delivery ${done + 1} of ${of}`)
    await makeDemo({ owner, site, log: io.log(), password, progress }).finally(bar.clear)
    await writeDurably(passwordFile(io), await passwordText(owner, password))
    await markDemo(owner, true)
    return 'demo'
  } finally {
    await owner.close()
  }
}

async function passwordText({ sql }: Database, password: string): Promise<string> {
  const units = await sql<{ pack: string; slug: string; name: Record<string, string> }>`select pack, slug, name from agency`
  const nameOf = (one: DemoPerson) => units.find(({ pack, slug }) => pack === one.pack && slug === one.unit)?.name.en ?? one.unit
  const width = Math.max(...demoPeople.map(({ login }) => login.length)) + 2
  const lines = demoPeople.map((one) => `  ${one.login.padEnd(width)}${one.name}, ${one.roles.join(', ')}, ${nameOf(one)}`)
  return ['The people of the demonstration, and the password of all of them:', '', `  ${password}`, '', ...lines, ''].join('\n')
}

async function reset(io: Io): Promise<void> {
  const { dataFolder } = io.config()
  if (!(await exists(dataFolder))) return io.say(`There is no demonstration: ${dataFolder} does not exist.`)
  const parts = await Promise.all([SITE_FILE, 'postgres'].map((name) => exists(join(dataFolder, name))))
  const isMade = io.config().databaseUrl !== undefined || parts.includes(true)
  if (!isMade) return io.say(`There is no demonstration in ${dataFolder}: nothing was removed.`)
  const holder = await lockHolder(dataFolder)
  if (holder) throw new Sentence(`'${holder.purpose}' runs on ${dataFolder} (process ${holder.pid}). Stop it first.`)
  const marked = async (site: Site) => {
    const owner = openDatabase({ url: site.ownerUrl, max: 1, name: 'tipbridge demo', log: io.log() })
    try {
      const found = await standingOf(owner)
      if (found === 'demo') await markDemo(owner, 'making')
      return found
    } finally {
      await owner.close()
    }
  }
  // A demonstration that another release made is removed all the same: this is how one gets rid of it.
  const standing = await onSite(io, marked, true)
  if (standing === 'other') throw new Sentence(`${dataFolder} is a site in use, not the demonstration: nothing was removed.`)
  if (standing === 'empty') return io.say(`There is no demonstration in ${dataFolder}: nothing was removed.`)
  await removeSite(io.config())
  io.say('The demonstration is removed. The next npm start makes it anew.')
}
