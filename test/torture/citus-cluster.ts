// A small distributed cluster on loopback: a coordinator and two workers of PostgreSQL 15 with Citus, which an operator may run beside
// Tipbridge (it is never part of it). Migrated by our own runner as an ordinary owner, then every table is put where it lives.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../../src/base/config.ts'
import { type Database, openDatabase } from '../../src/base/database.ts'
import { migrate } from '../../src/base/migrate.ts'
import { ensureRoles } from '../../src/base/roles.ts'
import type { TestDatabase } from '../database.ts'

const BIN = '/usr/lib/postgresql/15/bin'
export const isCitusInstalled: boolean = existsSync('/usr/lib/postgresql/15/lib/citus.so')

/** Small, read by everybody, joined with everything: whole on each node. */
export const reference: readonly string[] = ['agency', 'unit_substitute', 'person', 'role_grant', 'source', 'pack_confirmation']

/** Tables of one shard column each; the first of a list is the one that the others lie beside. */
export const distributed: readonly { by: string; tables: readonly string[] }[] = [
  {
    by: 'report_id',
    tables: [
      'report',
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
      're_registration',
      'cluster_of',
    ],
  },
  { by: 'case_id', tables: ['court_case', 'case_number', 'case_report', 'case_event'] },
  { by: 'identifier_id', tables: ['sighting', 'link_value'] },
  { by: 'batch_id', tables: ['receipt'] },
  { by: 'subject_id', tables: ['asked'] },
]

interface ClusterNode {
  data: string
  port: number
}

export interface CitusCluster extends AsyncDisposable {
  database: TestDatabase
  /** As the owner. */
  owner: Database
}

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

const settings = `listen_addresses = '127.0.0.1'
shared_preload_libraries = 'citus'
fsync = off
max_connections = 200
max_prepared_transactions = 200
citus.propagate_set_commands = 'local'
citus.max_cached_conns_per_worker = 8
citus.shard_count = 8
citus.enable_statistics_collection = off
`

async function aNode(folder: string, name: string): Promise<ClusterNode> {
  const node = { data: join(folder, name), port: await freePort() }
  asPostgres(`${BIN}/initdb -D ${node.data} -A trust -U postgres --locale=C --encoding=UTF8 --no-sync`)
  writeFileSync(join(node.data, 'postgresql.conf'), `${settings}port = ${node.port}\nunix_socket_directories = '${folder}'\n`)
  asPostgres(`${BIN}/pg_ctl -D ${node.data} -w -l ${node.data}.log start`)
  return node
}

const urlOf = ({ port }: ClusterNode, user: string, database: string) => `postgres://${user}@127.0.0.1:${port}/${database}`

async function each(node: ClusterNode, database: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(node, 'postgres', database) })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const DATABASE = 'tipbridge'
const OWNER = 'tipbridge_owner'

/** Coordinator first. */
async function startNodes(folder: string): Promise<ClusterNode[]> {
  const nodes = [await aNode(folder, 'coordinator'), await aNode(folder, 'worker-1'), await aNode(folder, 'worker-2')]
  const [coordinator, ...workers] = nodes as [ClusterNode, ...ClusterNode[]]
  for (const node of nodes) {
    await each(node, 'postgres', [`create database ${DATABASE}`])
    await each(node, DATABASE, ['create extension citus'])
  }
  await each(coordinator, DATABASE, [
    `select citus_set_coordinator_host('127.0.0.1', ${coordinator.port})`,
    ...workers.map(({ port }) => `select citus_add_node('127.0.0.1', ${port})`),
    `create role ${OWNER} login createrole`,
    `alter database ${DATABASE} owner to ${OWNER}`,
    `grant all on schema public to ${OWNER}`,
  ])
  return nodes
}

async function distribute({ sql }: Database): Promise<void> {
  for (const table of reference) await sql.text(`select create_reference_table('${table}')`)
  for (const { by, tables } of distributed) {
    for (const table of tables) {
      const beside = table === tables[0] ? '' : `, colocate_with => '${tables[0]}'`
      await sql.text(`select create_distributed_table('${table}', '${by}'${beside})`)
    }
  }
  const managed = await sql.text<{ name: string }>(
    `select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and c.relname not in ('lease', 'schema_migration') and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid) order by 1`,
  )
  // As plain tables of the coordinator they would not be atomic with a write to one shard.
  for (const { name } of managed) await sql.text(`select citus_add_local_table_to_metadata('${name}')`)
}

export async function aCitusCluster(): Promise<CitusCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'tipbridge-citus-'))
  chmodSync(folder, 0o777)
  const nodes: ClusterNode[] = []
  const end = async () => {
    for (const { data } of nodes) asPostgres(`${BIN}/pg_ctl -D ${data} -m immediate stop`)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    nodes.push(...(await startNodes(folder)))
    const ownerUrl = urlOf(nodes[0]!, OWNER, DATABASE)
    const keysFolder = join(folder, 'keys')
    mkdirSync(keysFolder, { mode: 0o700 })
    const { roles, urls } = await ensureRoles(ownerUrl, { keysFolder })
    await migrate(ownerUrl, { folder: join(projectRoot, 'migrations'), roles })
    const owner = openDatabase({ url: ownerUrl, max: 2, name: 'test citus' })
    await distribute(owner)
    const database: TestDatabase = {
      name: DATABASE,
      ownerUrl,
      appUrl: urls.app,
      lookupUrl: urls.lookup,
      auditUrl: urls.audit,
      roles,
      [Symbol.asyncDispose]: async () => {},
    }
    return {
      database,
      owner,
      async [Symbol.asyncDispose]() {
        await owner.close()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}
