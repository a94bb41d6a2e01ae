// npm start: packages, bundles, demonstration data on an empty site, and the server, with nothing else to know. Plain JavaScript without
// packages, since it runs before they are there.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { checkNode, installPackages, root } from './packages.mjs'

const cli = join(root, 'dist', 'cli.js')

checkNode()
installPackages()
await build()
command('serve', '--check')
serve(demoPasswords())

/** In a process of its own: what builds a console takes more memory than the server, and draws on a terminal where it finds one. */
async function build() {
  const building = spawn(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  building.stdout.pipe(process.stdout, { end: false })
  const [code] = await once(building, 'exit')
  if (code !== 0) process.exit(code ?? 1)
}

/** Runs one command to its end; what it refuses, it has said itself. */
function command(...args) {
  const { status, stdout } = spawnSync(process.execPath, [cli, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status !== 0) process.exit(status ?? 1)
  return stdout.trim()
}

/** Fills an empty site and gives the file with the passwords of the demonstration's people, if this site is one. */
function demoPasswords() {
  return command('demo', '--if-empty').split('\n').at(-1)
}

function serve(passwordFile) {
  // By this channel the server notices that we are gone, and stops.
  const server = spawn(process.execPath, [cli, 'serve'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  createInterface({ input: server.stdout }).on('line', (line) => {
    const address = /^Tipbridge \S+ at (\S+)$/.exec(line)?.[1]
    if (address) welcome(address, passwordFile)
    else console.log(line)
  })
  // Ctrl-C reaches the server by itself, which ends everything in order; who stops npm alone tells only us. To be told twice is to be
  // told once.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => server.kill(name))
  stopWithNpm(server)
  server.on('exit', (code, signalName) => process.exit(code ?? (signalName ? 1 : 0)))
}

function welcome(address, passwordFile) {
  console.log(`\nTipbridge is at ${address}   (Ctrl-C stops it)`)
  if (!passwordFile || !existsSync(passwordFile)) return
  console.log(`The demonstration's people and their password: ${passwordFile} (only you may read it)`)
  if (!process.stdin.isTTY) return
  console.log('Type p and Enter to print them here.')
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() === 'p') console.log(readFileSync(passwordFile, 'utf8'))
  })
}

/** When npm is killed we are left with another parent (or npm's shell is): then no terminal can stop us any more. */
function stopWithNpm(server) {
  if (!process.env.npm_lifecycle_event) return
  const atStart = ancestors()
  setInterval(() => {
    if (ancestors() !== atStart) server.kill('SIGTERM')
  }, 1000).unref()
}

/** Our parent, and npm above it where the parent is the shell by which npm starts us. */
function ancestors() {
  const isShell = readOrNothing(`/proc/${process.ppid}/cmdline`).includes('start.mjs')
  const shellParent = readOrNothing(`/proc/${process.ppid}/stat`).split(') ').at(-1).split(' ')[1]
  return isShell ? `${process.ppid} ${shellParent}` : `${process.ppid}`
}

function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
