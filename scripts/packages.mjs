// What must be there before anything of ours can run: a Node that is new enough, and the packages that the lockfile names. The installed
// list is compared by versions, not by dates, so that a clone whose files are newer than its packages still starts offline.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Tipbridge needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

export function installPackages() {
  if (isInstalled()) return
  console.log('Installing the packages (npm ci) …')
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const { status } = spawnSync(npm[0], [...npm.slice(1), 'ci', '--prefer-offline'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status === 0) return
  console.error("The packages could not be installed: see what npm says above, and run 'npm ci' again.")
  process.exit(1)
}

function isInstalled() {
  const wanted = packagesIn('package-lock.json')
  const installed = packagesIn(join('node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  // Optional ones are left out on machines that they are not for.
  const needed = Object.entries(wanted).filter(([path, { optional }]) => path.startsWith('node_modules/') && !optional)
  return needed.every(([path, { version }]) => installed[path]?.version === version)
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}
