// npm test: everything that must hold before a change goes in. The last line counts all of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkNode, installPackages } from './packages.mjs'

checkNode()
installPackages()
const { buildConsole, buildServer } = await import('./build.mjs')
const { check } = await import('./check.mjs')
const { add, runVitest, sayTotal } = await import('./steps.mjs')

await buildServer()
await buildConsole()
const folder = mkdtempSync(join(tmpdir(), 'tipbridge-results-'))
const checked = await check()
const flows = await runVitest(['--project', 'flows', '--project', 'postgres-15'], join(folder, 'flows.json'))
const browser = await runVitest(['--project', 'browser'], join(folder, 'browser.json'))
rmSync(folder, { recursive: true })
const total = [flows, browser].reduce(add, checked)
sayTotal(total)
process.exitCode = total.failed > 0 ? 1 : 0
