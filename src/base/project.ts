// Where the program lies: the folder of our package.json, found upwards from this file, so that it is the same from source and from
// the bundles in dist/, and the version that this package carries.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && readPackage(file).name === 'tipbridge') return folder
    if (dirname(folder) === folder) throw new Error(`No package.json of tipbridge above ${start}`)
  }
}

function readPackage(file: string): { name?: string; version?: string } {
  return JSON.parse(readFileSync(file, 'utf8'))
}

export const projectRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)))
export const packageVersion: string = readPackage(join(projectRoot, 'package.json')).version ?? '0.0.0'

/** Whether this code runs from the bundles in dist/ rather than from src/. */
export const isBundled: boolean = !import.meta.url.endsWith('.ts')

/** Whether npm put it there: what lies beside the program goes with the next release. */
export const isInstalled: boolean = basename(dirname(projectRoot)) === 'node_modules'
