// The server's settings, written anew at each start, so that a new version of ours brings its own; a site's wishes stand in site.conf.
// Statements and rows never reach the server's log: they hold what we seal elsewhere.
import { totalmem } from 'node:os'

const MEGABYTE = 1 << 20

export const accessRules = `# Written by tipbridge. Only over the socket, only with a password, never as the superuser.
local  all  postgres  reject
local  all  all       scram-sha-256
`

export interface ServerOptions {
  socketFolder: string
  /** For tests: what is lost in a crash may be lost. */
  isThrowaway: boolean
  /** Whether the folder holds a site.conf. */
  hasOwnSettings: boolean
}

export function serverSettings({ socketFolder, isThrowaway, hasOwnSettings }: ServerOptions): string {
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: 100,
    ...memory(isThrowaway),
    ...(isThrowaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : { synchronous_commit: 'on' }),
    ...writing,
    ...planning,
    ...language,
    ...logging,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`)
  const own = hasOwnSettings ? ["include 'site.conf'"] : []
  return ['# Written by tipbridge at each start. Put settings of your own into site.conf.', ...lines, ...own, ''].join('\n')
}

function memory(isThrowaway: boolean): Record<string, string> {
  const machine = Math.min(totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY)
  const shared = isThrowaway ? 128 : Math.max(32, Math.min(1024, Math.floor(machine / MEGABYTE / 16)))
  return { shared_buffers: `${shared}MB`, work_mem: '16MB', maintenance_work_mem: '128MB', wal_buffers: '16MB' }
}

const writing = {
  max_wal_size: '4GB',
  min_wal_size: '128MB',
  checkpoint_timeout: '15min',
  max_wal_senders: 0,
  autovacuum_max_workers: 2,
  // Tables of sightings grow by millions a day: a fifth of them is too long to wait for.
  autovacuum_vacuum_insert_scale_factor: 0.05,
  autovacuum_analyze_scale_factor: 0.05,
}

// Parallel workers would take the second core from the pipeline, and shared memory that containers keep small.
const planning = { jit: 'off', random_page_cost: 1.1, max_parallel_workers_per_gather: 0 }

const language = {
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  datestyle: 'iso, ymd',
  default_text_search_config: 'pg_catalog.simple',
  password_encryption: 'scram-sha-256',
}

const logging = {
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] %q%u@%d ',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  cluster_name: 'tipbridge',
}
