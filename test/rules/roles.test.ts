// Role × permission, as text. A row is a permission, a column a role.
import { expect, test } from 'vitest'
import { endpoints } from '../../src/api/endpoints.ts'
import { permissions, permissionsOf, roles } from '../../src/work/permissions.ts'
import { expectGolden } from './golden.ts'

test('the table of roles is the golden one', () => {
  const head = `${'permission'.padEnd(24)}${roles.join('  ')}`
  const rows = permissions.map((permission) => {
    const cells = roles.map((role) =>
      ((permissionsOf[role] as readonly string[]).includes(permission) ? 'yes' : '-').padEnd(role.length),
    )
    return `${permission.padEnd(24)}${cells.join('  ')}`.trimEnd()
  })
  expectGolden('test/golden/roles.txt', `${[head, ...rows].join('\n')}\n`)
})

test('every endpoint with its permission is the golden list', () => {
  const rows = endpoints.map(
    ({ method, path, action }) =>
      `${method.padEnd(5)}${path.padEnd(56)}${action.name.padEnd(26)}${action.needs ?? 'anybody signed in'}`,
  )
  expectGolden('test/golden/endpoints.txt', `${rows.join('\n')}\n`)
})

test('an auditor and an administrator change nothing of a report', () => {
  const changes =
    /^(report:(note|settle|reopen|re-rank|share|assign|take)|referral:(offer|acknowledge|return|withdraw)|case:(register|re-register|close|note)|sealed:reveal|link:decide|batch:hand-in)$/
  for (const role of ['auditor', 'administrator'] as const) {
    expect((permissionsOf[role] as readonly string[]).filter((permission) => changes.test(permission))).toEqual([])
  }
  expect((permissionsOf.administrator as readonly string[]).filter((permission) => permission.startsWith('report'))).toEqual([])
})

test('names of actions are unique, and each endpoint has one', () => {
  const names = endpoints.map(({ action }) => action.name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})
