// What this person may do with this report now, and why not: the server says it, the browser knows no rules.
import { next, reportLife } from '../model/lifecycle.ts'
import type { Actor } from '../work/actor.ts'
import type { Permission } from '../work/permissions.ts'
import { stateGroups } from './filters.ts'

interface Stands {
  state: string
  holderNo: number
  isDanger: boolean
}

type Answer = true | string

export function mayOf(actor: Actor, report: Stands): Record<string, Answer> {
  const held = (answer: Answer): Answer => (report.holderNo === actor.unit.no ? answer : 'held-by-another-unit')
  const event = (name: string): Answer =>
    next(reportLife, report.state, name) ? true : report.state === 'offered' ? 'already-offered' : `already-${report.state}`
  const inWork: Answer = stateGroups.ended!.includes(report.state) ? `already-${report.state}` : true
  const answers: Partial<Record<Permission, Answer>> = {
    'referral:offer': held(event('offer')),
    'case:register': actor.unit.mayRegister ? held(event('register')) : 'unit-may-not-register',
    'report:settle': held(report.isDanger && !actor.roles.includes('supervisor') ? 'danger-needs-supervisor' : event('settle')),
    'report:reopen': held(report.state === 'settled' ? true : `is-${report.state}`),
    'report:share': held(true),
    'report:re-rank': held(inWork),
    'report:assign': held(inWork),
    'report:take': held(inWork),
    'report:note': true,
    'sealed:reveal': true,
    'link:decide': true,
  }
  return Object.fromEntries(
    Object.entries(answers).map(([permission, answer]) => [
      permission,
      actor.permissions.has(permission as Permission) ? answer : 'not-permitted',
    ]),
  )
}
