// Four kinds of tests: pure code beside its file, the rules of the house, flows over HTTP on a real PostgreSQL, and the console in a
// browser. The last two share one server (test/postgres.ts).
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const SECOND = 1000

/** Our code leaves nothing behind in its modules: it is loaded once for all files of a kind, not once for each. */
const pure = { pool: 'threads' as const, isolate: false, testTimeout: 60 * SECOND }
/** What starts servers and browsers, in processes: one of these tests looks at the memory of its own. */
const served = {
  pool: 'forks' as const,
  isolate: false,
  globalSetup: ['test/postgres.ts'],
  testTimeout: 180 * SECOND,
  hookTimeout: 180 * SECOND,
}

/** Rules that ask a server: what stands in the database, and what an endpoint says to nobody and to a stranger. */
const rulesOnServer = ['test/rules/schema.test.ts', 'test/rules/strangers.test.ts']

/** Where Debian's PostgreSQL 15 is on the machine, the main job is played on it too: the oldest version that we promise. */
const postgres15 = existsSync('/usr/lib/postgresql/15/bin/postgres')
  ? [
      {
        name: 'postgres-15',
        include: ['test/flows/hand-over.test.ts', 'test/flows/main-job*.test.ts', 'test/flows/database.test.ts'],
      },
    ]
  : []

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { ...pure, name: 'unit', include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'] },
      },
      { extends: true, test: { ...pure, name: 'rules', include: ['test/rules/**/*.test.ts'], exclude: rulesOnServer } },
      {
        extends: true,
        test: { ...served, name: 'flows', include: ['test/flows/**/*.test.ts', ...rulesOnServer] },
      },
      ...postgres15.map((test) => ({ extends: true as const, test: { ...served, ...test } })),
      {
        extends: true,
        test: {
          ...served,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/browser/failed.ts'],
          // What a failed test has on its pages is said before the file closes them.
          sequence: { hooks: 'list' },
        },
      },
    ],
  },
})
