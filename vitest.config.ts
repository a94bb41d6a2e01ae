// Four kinds of tests: pure code beside its file, the rules of the house, flows over HTTP on a real PostgreSQL, and the console in a
// browser. The last two share one server (test/postgres.ts).
import { defineConfig } from 'vitest/config'

const SECOND = 1000

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'] } },
      { extends: true, test: { name: 'rules', include: ['test/rules/**/*.test.ts'], testTimeout: 30 * SECOND } },
      {
        extends: true,
        test: {
          name: 'flows',
          include: ['test/flows/**/*.test.ts'],
          globalSetup: ['test/postgres.ts'],
          testTimeout: 60 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/postgres.ts'],
          testTimeout: 120 * SECOND,
          hookTimeout: 120 * SECOND,
          // One browser at a time: two starve each other on two cores, and then tests fail for want of time.
          fileParallelism: false,
        },
      },
    ],
  },
})
