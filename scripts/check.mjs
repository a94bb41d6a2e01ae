// npm run check: types, lint, unit tests and the rules of the house, the parts side by side where they do not fight for the two cores.
// With --results FILE the numbers of passed and failed parts and tests are written there too.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNode, installPackages, root } from './packages.mjs'
import { add, none, runStep, runVitest, sayTotal } from './steps.mjs'

const bin = (...path) => join(root, 'node_modules', ...path)

export async function check() {
  const types = (project) => ({ name: `types ${project}`, args: [bin('typescript-7', 'bin', 'tsc'), '-p', project] })
  const lint = {
    name: 'lint',
    args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--max-diagnostics=50', '--error-on-warnings'],
  }
  const first = await Promise.all([types('tsconfig.json'), types('web/tsconfig.json'), lint].map(runStep))
  const second = await runStep(types('tsconfig.test.json'))
  const folder = mkdtempSync(join(tmpdir(), 'tipbridge-check-'))
  const tests = await runVitest(['--project', 'unit', '--project', 'rules'], join(folder, 'check.json'))
  rmSync(folder, { recursive: true })
  return [...first, second, tests].reduce(add, none)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNode()
  installPackages()
  const total = await check()
  const at = process.argv.indexOf('--results')
  if (at > 0) writeFileSync(process.argv[at + 1], JSON.stringify(total))
  sayTotal(total)
  process.exitCode = total.failed > 0 ? 1 : 0
}
