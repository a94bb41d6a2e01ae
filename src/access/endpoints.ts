// What can be done about people, agencies, sources and oneself. Signing in is no action: api/session-routes.ts.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import * as agencies from './agencies.ts'
import * as me from './me.ts'
import * as people from './people.ts'

const nothing = z.object({})

export const endpoints = [
  endpoint('GET /api/me', { action: me.showMe, output: me.meShape, summary: 'Who is signed in, and what they may do' }),
  endpoint('POST /api/me/unit', {
    action: me.switchUnit,
    output: z.object({ unitNo: z.number() }),
    summary: 'Work at another unit',
  }),
  endpoint('POST /api/me/preferences', {
    action: me.changePreferences,
    output: nothing,
    summary: 'Language, single-letter keys',
  }),
  endpoint('POST /api/me/password', { action: me.changePassword, output: nothing, summary: 'Change one’s password' }),
  endpoint('POST /api/me/totp', {
    action: me.beginTotp,
    output: z.object({ secret: z.string(), uri: z.string() }),
    summary: 'Begin one-time codes',
  }),
  endpoint('POST /api/me/totp/confirm', { action: me.confirmTotp, output: nothing, summary: 'Switch one-time codes on' }),
  endpoint('POST /api/sign-out', { action: me.endSession, output: nothing, summary: 'Sign out' }),
  endpoint('GET /api/people', {
    action: people.listPeople,
    output: z.object({ items: z.array(people.personShape) }),
    summary: 'People and services',
  }),
  endpoint('POST /api/people', {
    action: people.addPerson,
    output: z.object({ personId: z.string(), password: z.string().nullable() }),
    summary: 'Add a person or a service',
  }),
  endpoint('POST /api/people/{personId}/roles', { action: people.grantRole, output: nothing, summary: 'Grant a role at a unit' }),
  endpoint('POST /api/people/{personId}/roles/take', { action: people.takeRole, output: nothing, summary: 'Take a role back' }),
  endpoint('POST /api/people/{personId}/disable', { action: people.disablePerson, output: nothing, summary: 'Disable a person' }),
  endpoint('POST /api/people/{personId}/enable', {
    action: people.enablePerson,
    output: nothing,
    summary: 'Enable a person again',
  }),
  endpoint('POST /api/people/{personId}/password', {
    action: people.resetPassword,
    output: z.object({ password: z.string() }),
    summary: 'Give a new generated password',
  }),
  endpoint('POST /api/people/{personId}/tokens', {
    action: people.addToken,
    output: z.object({ tokenId: z.string(), token: z.string() }),
    summary: 'Make a token of a service',
  }),
  endpoint('POST /api/people/{personId}/tokens/{tokenId}/end', {
    action: people.endToken,
    output: nothing,
    summary: 'End a token',
  }),
  endpoint('GET /api/agencies', {
    action: agencies.listAgencies,
    output: z.object({ items: z.array(agencies.agencyShape) }),
    summary: 'The tree of agencies',
  }),
  endpoint('POST /api/agencies', {
    action: agencies.addAgency,
    output: z.object({ agencyId: z.string(), no: z.number() }),
    summary: 'Add a unit',
  }),
  endpoint('POST /api/agencies/{unitNo}', { action: agencies.changeAgency, output: nothing, summary: 'Change a unit' }),
  endpoint('GET /api/sources', {
    action: agencies.listSources,
    output: z.object({ items: z.array(agencies.sourceShape) }),
    summary: 'Sources and their desks',
  }),
  endpoint('POST /api/sources/{sourceId}/desk', {
    action: agencies.assignSource,
    output: nothing,
    summary: 'Give a source to another desk',
  }),
]
