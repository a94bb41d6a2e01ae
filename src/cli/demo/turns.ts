// What happens once in the course of the weeks, and what only some people do: hand-overs of cases, verdicts on links, looks at the log,
// an attempt that is refused.
import { listAudit } from '../../audit/list.ts'
import { Refusal } from '../../base/refusal.ts'
import { close, writeNote as writeCaseNote } from '../../cases/close.ts'
import { reRegister } from '../../cases/re-register.ts'
import { confirmEntry } from '../../country/confirm-entry.ts'
import { listEntries } from '../../country/list-entries.ts'
import { confirm } from '../../link/confirm.ts'
import { reject } from '../../link/reject.ts'
import { withdraw } from '../../refer/withdraw.ts'
import { reopen } from '../../reports/reopen.ts'
import { reveal } from '../../reports/reveal.ts'
import { share } from '../../reports/share.ts'
import { saveView } from '../../reports/views.ts'
import { heldBy } from './moves.ts'
import { actorNamed, does, type Play, unitOf } from './play.ts'

/** `day` counts deliveries from 0. */
export async function turns(play: Play, day: number): Promise<void> {
  if (day === 1 || day === 3) await zeroNumberGoesHome(play)
  if (day === 2) await specialUnitTakesOver(play)
  if (day === 3) await stationTakes(play)
  if (day === 3) await comesBack(play)
  if (day >= 2) await closesOne(play, day)
  if (day === 4) await judgesLinks(play)
  if (day === 4) await opensSealed(play)
  if (day === 5) await looksAtTheLog(play)
}

async function casesOf(play: Play, login: string): Promise<{ caseId: string; number: string }[]> {
  const { unit } = actorNamed(play, login)
  return play.owner.sql<{ caseId: string; number: string }>`
    select case_id as "caseId", number from court_case where holder_no = ${unit.no} and state = 'registered' order by registered_at, case_id`
}

interface Move {
  from: string
  to: string
  caseId: string
  ground: string
}

const goes = (play: Play, { from, to, caseId, ground }: Move) =>
  does(play, from, [reRegister, { caseId, unitNo: actorNamed(play, to).unit.no, ground }])

/** A zero-number becomes a regular one at the district that has jurisdiction. */
async function zeroNumberGoesHome(play: Play): Promise<void> {
  const [zero] = await casesOf(play, 'ola.ferro')
  const ground = 'Place of the act: the uploads came from Wharf Road'
  if (zero) await goes(play, { from: 'ola.ferro', to: 'tove.brandt', caseId: zero.caseId, ground })
}

async function specialUnitTakesOver(play: Play): Promise<void> {
  const [, grave] = await casesOf(play, 'tove.brandt')
  if (!grave) return
  await goes(play, {
    from: 'tove.brandt',
    to: 'ravi.holm',
    caseId: grave.caseId,
    ground: 'Suspects in two countries; taken over by order',
  })
  const text = 'Asked two providers to preserve; the counterpart abroad is informed.'
  await does(play, 'ravi.holm', [writeCaseNote, { caseId: grave.caseId, text }])
}

async function stationTakes(play: Play): Promise<void> {
  const last = (await casesOf(play, 'tove.brandt')).at(-1)
  if (last)
    await goes(play, {
      from: 'tove.brandt',
      to: 'lio.marr',
      caseId: last.caseId,
      ground: 'The suspect lives in the area of the station',
    })
}

/** An offer made in error is withdrawn, a settled report reopened, another unit given sight. */
async function comesBack(play: Play): Promise<void> {
  const desk = actorNamed(play, 'signe.vall').unit
  const [open] = await play.owner.sql<{ referralId: string }>`
    select referral_id as "referralId" from referral where from_no = ${desk.no} and state = 'offered' order by offered_at desc, referral_id limit 1`
  if (open)
    await does(play, 'signe.vall', [withdraw, { referralIds: [open.referralId], reason: 'Offered to the wrong district' }])
  const [settled] = await heldBy(play, 'ines.tamm', ['settled'])
  if (settled) await does(play, 'ines.tamm', [reopen, { reportId: settled, reason: 'The operator found the logs after all' }])
  const [shared] = await heldBy(play, 'ines.tamm', ['acknowledged'])
  const fen = await unitOf(play.owner, { pack: 'xx', unit: 'fen' })
  if (shared)
    await does(play, 'ines.tamm', [share, { reportIds: [shared], unitNo: fen.no, reason: 'The recipient lives in Fen District' }])
}

const ends = [
  ['charge-sheeted', 'Charge sheet filed with the court'],
  ['undetected', 'Every address led to an open network'],
  ['no-offence', 'Found to be a false alarm of the hash list'],
] as const

async function closesOne(play: Play, day: number): Promise<void> {
  const [oldest] = await casesOf(play, 'edda.roos')
  const [outcome, reason] = ends[day % ends.length]!
  if (oldest) await does(play, 'edda.roos', [close, { caseId: oldest.caseId, outcome, reason }])
}

/** An analyst holds two reports together that share only a name, and two apart that share a telephone. */
async function judgesLinks(play: Play): Promise<void> {
  const { unit } = actorNamed(play, 'joao.pell')
  const [pair] = await play.owner.sql<{ ids: string[] }>`
    select array_agg(r.report_id order by r.number) as ids from report r join cluster_of c on c.report_id = r.report_id
    where r.holder_no between ${unit.no} and ${unit.hi} group by c.cluster_id having count(*) between 2 and 4 order by count(*), c.cluster_id limit 1`
  if (pair) {
    const [first, ...rest] = pair.ids
    await does(play, 'joao.pell', [reject, { reportIds: [first], from: rest, reason: 'Brothers who share one telephone' }])
  }
  const alone = (await heldBy(play, 'joao.pell', ['acknowledged'])).filter((id) => !pair?.ids.includes(id)).slice(0, 2)
  if (alone.length === 2)
    await does(play, 'joao.pell', [confirm, { reportIds: alone, reason: 'Same wording of the profile and the same hours' }])
}

async function opensSealed(play: Play): Promise<void> {
  const [reportId] = await heldBy(play, 'ines.tamm', ['acknowledged'])
  if (!reportId) return
  const words = 'To reach the child’s school today'
  await does(play, 'ines.tamm', [reveal, { reportId, what: 'texts', purpose: 'protect', words }])
  await isRefused(
    does(play, 'joao.pell', [reveal, { reportId, what: 'texts', purpose: 'other', words: 'To compare the wording' }]),
  )
  await does(play, 'mara.quist', [saveView, { name: 'High, Quaychat', query: 'band=high&sender=quaychat' }])
}

/** What somebody may not do stands in the log as well. */
async function isRefused(attempt: Promise<unknown>): Promise<void> {
  await attempt.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

async function looksAtTheLog(play: Play): Promise<void> {
  await does(play, 'elin.dorsk', [listAudit, { outcome: 'refused' }])
  const found = await does(play, 'meena.velkurai', [
    listEntries,
    { pack: 'in', kind: 'offence', standing: 'not-verified', limit: 3 },
  ])
  const entries = found.items.map(({ key }) => key)
  if (entries.length > 0)
    await does(play, 'meena.velkurai', [confirmEntry, { pack: 'in', entries, note: 'Read against the Gazette' }])
}
