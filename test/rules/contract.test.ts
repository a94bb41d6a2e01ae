// openapi.json is what the server serves.
import { test } from 'vitest'
import { openApiText } from '../../src/api/openapi.ts'
import { expectGolden } from './golden.ts'

test('openapi.json is current (npm run openapi)', async () => {
  expectGolden('openapi.json', await openApiText())
})
