// The last weeks as they went: after each delivery the desk offers, units answer, stations register, some comes back, some is closed.
// Told in the order of time; the clock only moves forward. The newest delivery is left as it came, so that there is something to do.
import { close, writeNote as writeCaseNote } from '../../cases/close.ts'
import { reRegister } from '../../cases/re-register.ts'
import { offer } from '../../refer/offer.ts'
import { withdraw } from '../../refer/withdraw.ts'
import { lookAtReport } from '../../reports/look.ts'
import { reopen } from '../../reports/reopen.ts'
import { reveal } from '../../reports/reveal.ts'
import { share } from '../../reports/share.ts'
import { saveView } from '../../reports/views.ts'
import { assign, take } from '../../triage/assign.ts'
import { writeNote } from '../../triage/note.ts'
import { rerank } from '../../triage/rerank.ts'
import { addsFollowUps, answers, clearsSpam, offers, registers, settles } from './moves.ts'
import { actorNamed, does, type Play, unitOf } from './play.ts'

export const HOUR = 3_600_000

/** Everybody's morning after a delivery; `day` counts deliveries from 0. */
export async function morning(play: Play, day: number): Promise<void> {
  await offers(play, 'signe.vall', { most: 40, only: 'danger' })
  play.clock.pass(2 * HOUR)
  await clearsSpam(play, 'signe.vall')
  await offers(play, 'signe.vall', { most: 140, only: 'all' })
  play.clock.pass(5 * HOUR)
  for (const login of ['ines.tamm', 'tove.brandt', 'nils.aker', 'ola.ferro', 'lio.marr', 'kaja.lind', 'thea.mill']) {
    await answers(play, login, login === 'nils.aker' ? 8 : 60)
  }
  play.clock.pass(3 * HOUR)
  await registers(play, 'tove.brandt', { most: 2, offences: ['cpa-11', 'cpa-12'] })
  await registers(play, 'ola.ferro', { most: 1, series: 'zero', offences: ['cpa-14'] })
  await addsFollowUps(play, 'tove.brandt')
  await settles(play, 'ines.tamm', 8 + day)
  await settles(play, 'tove.brandt', 6)
  await settles(play, 'nils.aker', 3)
  await looksAround(play)
}

/** An analyst and an officer at work: what they look at, note, raise, take. */
async function looksAround(play: Play): Promise<void> {
  const held = await heldBy(play, 'mara.quist', ['triaged', 'acknowledged'])
  for (const reportId of held.slice(0, 4)) await does(play, 'joao.pell', [lookAtReport, { reportId }])
  const [first, second, third] = held
  if (first)
    await does(play, 'joao.pell', [
      writeNote,
      { reportId: first, text: 'The same screen name stands in two older reports; asked the sender for the ports.' },
    ])
  if (second)
    await does(play, 'mara.quist', [
      rerank,
      { reportIds: [second], priority: 72, reason: 'The user coaches a youth team; training is on Tuesdays' },
    ])
  if (third) await does(play, 'ines.tamm', [take, { reportIds: [third] }])
  if (held.length > 5)
    await does(play, 'mara.quist', [assign, { reportIds: held.slice(3, 6), personId: actorNamed(play, 'ines.tamm').id }])
}

/** What happens once, in the course of the weeks. */
export async function turns(play: Play, day: number): Promise<void> {
  if (day === 1) await zeroNumberGoesHome(play)
  if (day === 2) await specialUnitTakesOver(play)
  if (day === 3) await comesBack(play)
  if (day >= 2) await closesOne(play, day)
  if (day === 4) await opensSealed(play)
}

/** What the person's unit holds in these states, the most urgent first. */
async function heldBy(play: Play, login: string, states: readonly string[]): Promise<string[]> {
  const { unit } = actorNamed(play, login)
  const found = await play.owner.sql<{ id: string }>`
    select report_id as id from report where holder_no = ${unit.no} and state = any(${states}::text[]) order by priority desc, number limit 12`
  return found.map(({ id }) => id)
}

async function casesOf(play: Play, login: string): Promise<{ caseId: string; number: string }[]> {
  const { unit } = actorNamed(play, login)
  return play.owner.sql<{ caseId: string; number: string }>`
    select case_id as "caseId", number from court_case where holder_no = ${unit.no} and state = 'registered' order by registered_at, case_id`
}

/** A zero-number becomes a regular one at the district that has jurisdiction. */
async function zeroNumberGoesHome(play: Play): Promise<void> {
  const [zero] = await casesOf(play, 'ola.ferro')
  if (!zero) return
  const harbour = actorNamed(play, 'tove.brandt').unit
  const ground = 'Place of the act: the uploads came from Wharf Road'
  await does(play, 'ola.ferro', [reRegister, { caseId: zero.caseId, unitNo: harbour.no, ground }])
}

async function specialUnitTakesOver(play: Play): Promise<void> {
  const [, grave] = await casesOf(play, 'tove.brandt')
  if (!grave) return
  const special = actorNamed(play, 'ravi.holm').unit
  const ground = 'Suspects in two countries; taken over by order'
  await does(play, 'tove.brandt', [reRegister, { caseId: grave.caseId, unitNo: special.no, ground }])
  await does(play, 'ravi.holm', [
    writeCaseNote,
    { caseId: grave.caseId, text: 'Asked two providers to preserve; the counterpart abroad is informed.' },
  ])
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

async function opensSealed(play: Play): Promise<void> {
  const [reportId] = await heldBy(play, 'ines.tamm', ['acknowledged'])
  if (reportId)
    await does(play, 'ines.tamm', [
      reveal,
      { reportId, what: 'texts', purpose: 'protect', words: 'To reach the child’s school today' },
    ])
  await does(play, 'mara.quist', [saveView, { name: 'Danger and high, mine', query: 'band=now,high&mine=1' }])
}

/** The second country: the desk refers to a state, the state to a district, a station registers under the number of its paper register. */
export async function secondCountry(play: Play): Promise<void> {
  await offers(play, 'meena.velkurai', { most: 90, only: 'all' })
  play.clock.pass(6 * HOUR)
  await answers(play, 'arun.namdharan', 40)
  await answers(play, 'kavita.patravali', 40)
  await passesOn(play, ['kavita.patravali', 'usha.bagdevi'], 6)
  play.clock.pass(2 * HOUR)
  await answers(play, 'usha.bagdevi', 6)
  await registers(play, 'usha.bagdevi', { most: 2, numbers: ['0214/2026', '0221/2026'], offences: [] })
  await settles(play, 'kavita.patravali', 4)
}

/** From one unit to another, whatever the candidates say. */
async function passesOn(play: Play, [from, to]: readonly [string, string], most: number): Promise<void> {
  const ids = (await heldBy(play, from, ['acknowledged'])).slice(0, most)
  if (ids.length > 0)
    await does(play, from, [offer, { reportIds: ids, unitNo: actorNamed(play, to).unit.no, note: 'For registration' }])
}
