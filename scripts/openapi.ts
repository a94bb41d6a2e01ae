// Writes openapi.json and the console's types from it: npm run openapi.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiText } from '../src/api/openapi.ts'
import { projectRoot } from '../src/base/project.ts'

const contract = join(projectRoot, 'openapi.json')
writeFileSync(contract, await openApiText())
const generator = join(projectRoot, 'node_modules', 'openapi-typescript', 'bin', 'cli.js')
execFileSync(process.execPath, [generator, contract, '-o', join(projectRoot, 'web', 'api.generated.ts')], { stdio: 'inherit' })
