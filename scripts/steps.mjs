// The steps of our checks: each runs as a process, is silent when it passes, and counts.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.mjs'

export const none = { passed: 0, failed: 0 }
export const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed })

export function sayTotal({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`)
}

/** A step that passes or fails as a whole; its output is shown when it fails. */
export async function runStep({ name, args }) {
  const startedAt = Date.now()
  const { code, output } = await run(args, 'pipe')
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  if (code !== 0) console.log(output)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Tests, shown as they run and counted from vitest's own result; a file that cannot even be loaded counts as one failure. */
export async function runVitest(args, resultFile) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`]
  const { code } = await run([vitest, 'run', '--passWithNoTests', ...reports, ...args], 'inherit')
  const counted = readResult(resultFile)
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}

function readResult(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'))
    const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
  } catch {
    return none
  }
}

function run(args, output) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', output, output] })
    let text = ''
    child.stdout?.on('data', (part) => (text += part))
    child.stderr?.on('data', (part) => (text += part))
    child.on('close', (code) => resolve({ code: code ?? 1, output: text }))
  })
}
