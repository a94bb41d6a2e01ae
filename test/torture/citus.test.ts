// The schema on a small distributed cluster: a coordinator and two workers of PostgreSQL 15 with Citus, wherever the extension is
// installed (it runs beside Tipbridge, never as part of it). Where it is not, this says so.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '../../src/base/project.ts'

const BIN = '/usr/lib/postgresql/15/bin'
const isInstalled = existsSync('/usr/lib/postgresql/15/lib/citus.so')

const reference = ['agency', 'unit_substitute', 'person', 'role_grant', 'source', 'pack_confirmation']
const byReport = [
  'report_version',
  'data_key',
  'enrichment',
  'score',
  'candidate',
  'note',
  'report_opened',
  'sight',
  'referral',
  'referral_event',
]
const byCase = ['case_number', 'case_report', 'case_event']
const roles = ['tipbridge_owner', 'tipbridge_app', 'tipbridge_lookup', 'tipbridge_audit']

interface ClusterNode {
  data: string
  port: number
  run(statement: string): Promise<void>
}

const folder = isInstalled ? mkdtempSync(join(tmpdir(), 'tipbridge-citus-')) : ''
const nodes: ClusterNode[] = []

/** PostgreSQL refuses root. */
function asPostgres(command: string): void {
  const isRoot = process.getuid?.() === 0
  execFileSync(isRoot ? 'su' : 'sh', isRoot ? ['postgres', '-c', command] : ['-c', command], { stdio: 'pipe' })
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

async function aNode(name: string): Promise<ClusterNode> {
  const data = join(folder, name)
  const port = await freePort()
  asPostgres(`${BIN}/initdb -D ${data} -A trust -U postgres`)
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c shared_preload_libraries=citus`
  asPostgres(`${BIN}/pg_ctl -D ${data} -w -l ${data}.log -o "${options}" start`)
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  const node = { data, port, run }
  nodes.push(node)
  await run('create extension citus')
  return node
}

afterAll(() => {
  for (const { data } of nodes) asPostgres(`${BIN}/pg_ctl -D ${data} -m immediate stop`)
  if (folder) rmSync(folder, { recursive: true, force: true })
})

test.runIf(isInstalled)(
  'Citus takes the schema: reference, distributed and managed local tables',
  async () => {
    chmodSync(folder, 0o777)
    const coordinator = await aNode('coordinator')
    const workers = [await aNode('worker-1'), await aNode('worker-2')]
    await coordinator.run(`select citus_set_coordinator_host('127.0.0.1', ${coordinator.port})`)
    for (const { port } of workers) await coordinator.run(`select citus_add_node('127.0.0.1', ${port})`)
    for (const role of roles) await coordinator.run(`create role ${role} login`)
    const migrations = join(projectRoot, 'migrations')
    for (const file of readdirSync(migrations).sort()) await coordinator.run(readFileSync(join(migrations, file), 'utf8'))
    for (const table of reference) await coordinator.run(`select create_reference_table('${table}')`)
    const distribute = async (first: string, column: string, others: string[]) => {
      await coordinator.run(`select create_distributed_table('${first}', '${column}')`)
      for (const table of others)
        await coordinator.run(`select create_distributed_table('${table}', '${column}', colocate_with => '${first}')`)
    }
    await distribute('report', 'report_id', byReport)
    await distribute('court_case', 'case_id', byCase)
    await distribute('sighting', 'identifier_id', ['link_value'])
    for (const table of ['audit_entry', 'number_series'])
      await coordinator.run(`select citus_add_local_table_to_metadata('${table}')`)
    expect(nodes).toHaveLength(3)
  },
  600_000,
)

test.runIf(!isInstalled)('Citus is not installed here: the schema was only linted (test/rules/sql.test.ts)', () => {
  console.warn('Citus was not tried: /usr/lib/postgresql/15/lib/citus.so is not there')
  expect(isInstalled).toBe(false)
})
