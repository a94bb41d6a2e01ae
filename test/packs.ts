// The packs of this project, loaded once for tests that need no site.
import { join } from 'node:path'
import { projectRoot } from '../src/base/project.ts'
import { loadPacks } from '../src/country/load-pack.ts'
import type { Packs } from '../src/country/pack.ts'

export const packs: Packs = loadPacks(join(projectRoot, 'packs'))
