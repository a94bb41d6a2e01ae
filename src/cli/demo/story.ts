// The last weeks as they went: after each delivery the desk offers, units answer, stations register, some comes back, some is closed.
// Told in the order of time; the clock only moves forward. The newest delivery is left as it came, so that there is something to do.
import { lookAtReport } from '../../reports/look.ts'
import { assign, take } from '../../triage/assign.ts'
import { writeNote } from '../../triage/note.ts'
import { rerank } from '../../triage/rerank.ts'
import { addsFollowUps, answers, clearsSpam, heldBy, offers, passesOn, registers, settles } from './moves.ts'
import { actorNamed, does, type Play } from './play.ts'

export const HOUR = 3_600_000

/** Everybody's morning after a delivery; `day` counts deliveries from 0. */
export async function morning(play: Play, day: number): Promise<void> {
  await offers(play, 'signe.vall', { most: 40, only: 'danger' })
  play.clock.pass(2 * HOUR)
  await clearsSpam(play, 'signe.vall')
  await offers(play, 'signe.vall', { most: 140, only: 'all' })
  play.clock.pass(5 * HOUR)
  for (const login of ['ines.tamm', 'tove.brandt', 'nils.aker', 'kaja.lind', 'thea.mill']) {
    await answers(play, login, login === 'nils.aker' ? 8 : 60)
  }
  await passesOn(play, ['kaja.lind', 'ola.ferro'], 5)
  play.clock.pass(3 * HOUR)
  for (const login of ['ola.ferro', 'lio.marr']) await answers(play, login, 20)
  await registers(play, 'tove.brandt', { most: 2, offences: ['cpa-11', 'cpa-12'] })
  await registers(play, 'ola.ferro', { most: 1, series: 'zero', offences: ['cpa-14'] })
  await addsFollowUps(play, 'tove.brandt')
  await settles(play, 'ines.tamm', 8 + day)
  await settles(play, 'tove.brandt', 6)
  await settles(play, 'nils.aker', 3)
  await settles(play, 'kaja.lind', 8)
  await registers(play, 'thea.mill', { most: 1, offences: ['cpa-12'] })
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
