// Before npm packs: the server and the console are built, since an installation has nothing to build them with. In dist/ replaced pieces
// stay for a day, for what still runs here; dist/.npmignore keeps them out of the package.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole, buildServer, replacedFiles, root } from './build.mjs'

await buildServer()
await buildConsole()
const kept = ['*.list', '*.stamp', ...replacedFiles()]
writeFileSync(join(root, 'dist', '.npmignore'), kept.map((path) => `/${path}\n`).join(''))
