// What takes too long for each change: every flow on PostgreSQL 15 where it is on the machine, the long trials of test/torture, and the
// fuzz tests of every parser (npm run torture, npm run fuzz).
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const MINUTE = 60_000

const onServer = { globalSetup: ['test/postgres.ts'], testTimeout: 30 * MINUTE, hookTimeout: 5 * MINUTE }

const postgres15 = existsSync('/usr/lib/postgresql/15/bin/postgres')
  ? [
      {
        extends: true as const,
        test: { ...onServer, name: 'postgres-15-flows', include: ['test/flows/**/*.test.ts', 'test/rules/strangers.test.ts'] },
      },
    ]
  : []

export default defineConfig({
  test: {
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      ...postgres15,
      { extends: true, test: { ...onServer, name: 'torture', include: ['test/torture/**/*.test.ts'], fileParallelism: false } },
      { extends: true, test: { ...onServer, name: 'fuzz', include: ['test/fuzz/**/*.test.ts'] } },
    ],
  },
})
