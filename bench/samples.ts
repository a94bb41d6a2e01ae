// Writes samples/ anew: npx tsx bench/samples.ts. README.md there says what each file shows.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/base/config.ts'
import { sampleFiles } from '../src/cli/generate/samples.ts'

const folder = join(projectRoot, 'samples')
mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) if (name !== 'README.md') rmSync(join(folder, name))
for (const { name, bytes } of sampleFiles()) writeFileSync(join(folder, name), bytes)
