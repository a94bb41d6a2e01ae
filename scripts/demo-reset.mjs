// npm run demo:reset: throws the demonstration away, so that the next npm start makes it anew. The command itself refuses a data folder
// that holds anything but the demonstration.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkNode, installPackages, root } from './packages.mjs'

checkNode()
installPackages()
const { buildServer } = await import('./build.mjs')
await buildServer()
process.exitCode =
  spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), 'demo', '--reset'], { stdio: 'inherit' }).status ?? 1
