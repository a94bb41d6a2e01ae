// The newest long-term Node: all pure tests, the rules and all flows on it, beside the Node that runs this. It comes by npm into a temporary folder;
// where npm reaches no registry (or this machine is of a kind that the package is not for), this says so.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '../../src/base/config.ts'

const NEWER = 24
const running = Number(process.versions.node.split('.')[0])
const folder = mkdtempSync(join(tmpdir(), 'tipbridge-node-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Undefined where it cannot be had. */
function newerNode(): string | undefined {
  if (running >= NEWER) return process.execPath
  const name = `node-${process.platform}-${process.arch}`
  spawnSync('npm', [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${NEWER}`,
  ])
  const program = join(folder, 'node_modules', name, 'bin', 'node')
  return existsSync(program) ? program : undefined
}

interface Counted {
  numPassedTests: number
  numFailedTests: number
  success: boolean
}

function tests(node: string, project: string): Counted {
  const result = join(folder, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=json', `--outputFile=${result}`]
  // Without what vitest sets for its own workers; and programs that the tests start find this Node first.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST$|VITE)/.test(name)))
  const path = `${join(node, '..')}:${env.PATH}`
  const ran = spawnSync(node, [join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'), ...args], {
    cwd: projectRoot,
    env: { ...env, PATH: path },
    encoding: 'utf8',
  })
  if (!existsSync(result)) throw new Error(`No result of ${project}: ${ran.stderr}`)
  return JSON.parse(readFileSync(result, 'utf8'))
}

const node = newerNode()

if (node) {
  test.each(['unit', 'rules', 'flows'])(`%s on Node ${NEWER}`, (project) => {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
    const counted = tests(node, project)
    console.log(`Node ${version}: ${counted.numPassedTests} tests of ${project} passed`)
    expect(counted).toMatchObject({ success: true, numFailedTests: 0 })
    expect(counted.numPassedTests).toBeGreaterThan(project === 'rules' ? 30 : 100)
  })
} else
  test(`Node ${NEWER} was not tried`, () => {
    console.warn(`Node ${NEWER} was not tried: npm could not bring node-${process.platform}-${process.arch}@${NEWER}`)
    expect(running).toBeLessThan(NEWER)
  })
