// Says what stands on the pages of a test that failed: it may fail on a machine where nobody looks.
import { afterEach } from 'vitest'
import { sayPages } from './site.ts'

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await sayPages()
})
