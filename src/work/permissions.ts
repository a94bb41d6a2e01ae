// Role → permission, the one table. What a role may see is another matter: row-level security (migrations/0007-access.sql).
// test/golden/roles.txt is this table as text: a change of it is a diff that somebody reads.

export const roles = ['analyst', 'officer', 'supervisor', 'auditor', 'administrator', 'service'] as const
export type Role = (typeof roles)[number]

const looks = ['report:see', 'referral:see', 'case:see', 'account:see', 'batch:see', 'pack:see'] as const

const analyst = [...looks, 'report:note', 'report:re-rank', 'link:decide'] as const

const officer = [
  ...analyst,
  'batch:hand-in',
  'receipt:retry',
  'receipt:set-aside',
  'report:take',
  'report:settle',
  'report:reopen',
  'report:share',
  'sealed:reveal',
  'referral:offer',
  'referral:acknowledge',
  'referral:return',
  'referral:withdraw',
  'case:register',
  'case:re-register',
  'case:note',
] as const

const supervisor = [...officer, 'report:assign', 'case:close', 'pack:confirm'] as const

const auditor = [...looks, 'audit:see', 'audit:export'] as const

const administrator = ['people:manage', 'agency:manage', 'pack:see', 'pack:manage', 'source:manage'] as const

export const permissionsOf = {
  analyst,
  officer,
  supervisor,
  auditor,
  administrator,
  // What became of its own batches it may ask; row-level security shows it no other desk's.
  service: ['batch:hand-in', 'batch:see'],
} as const satisfies Record<Role, readonly string[]>

export type Permission = (typeof permissionsOf)[Role][number]

export const permissions: readonly Permission[] = [
  ...new Set(roles.flatMap((role) => permissionsOf[role] as readonly Permission[])),
].sort()

export function permissionsFor(held: readonly Role[]): Set<Permission> {
  return new Set(held.flatMap((role) => permissionsOf[role] as readonly Permission[]))
}

/** Roles whose holder sees the rows of the unit's subtree. An administrator sees no report; a service only what its own desk handed in. */
export const seesRows = (held: readonly Role[]): boolean => held.some((role) => role !== 'administrator' && role !== 'service')
