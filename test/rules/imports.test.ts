// The order of the architecture: a folder imports only itself and what stands left of it. web/ imports nothing of src/.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/base/project.ts'
import { sourceFiles } from './source-files.ts'

const order = [
  'base',
  'model',
  'work',
  'audit',
  'access',
  'country',
  'intake',
  'enrich',
  'link',
  'triage',
  'refer',
  'reports',
  'cases',
  'statistics',
  'pipeline',
  'api',
  'cli',
]

const imported = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(imported)].map(([, to]) => new URL(to!, `file:///${path}`).pathname.slice(1))
}

test('a folder imports only from itself and from its left', () => {
  const wrong = sourceFiles('src').flatMap(({ path, text }) => {
    const from = order.indexOf(path.split('/')[1]!.replace(/\.ts$/, ''))
    return importsOf(path, text)
      .filter((to) => to.startsWith('src/') && order.indexOf(to.split('/')[1]!.replace(/\.ts$/, '')) > from)
      .map((to) => `${path} imports ${to}`)
  })
  expect(wrong).toEqual([])
})

test('no file imports, by way of others, itself', () => {
  const circles = ['src', 'web'].flatMap((folder) => {
    const files = sourceFiles(folder)
    return circlesOf(new Map(files.map(({ path, text }) => [path, importsOf(path, text)])))
  })
  expect(circles).toEqual([])
})

/** For each file that can be reached from itself, the way. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const way: string[] = []
  const visit = (path: string): void => {
    const at = way.indexOf(path)
    if (at >= 0) found.push([...way.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    way.push(path)
    for (const to of imports.get(path) ?? []) visit(to)
    way.pop()
    done.add(path)
  }
  for (const path of imports.keys()) visit(path)
  return found
}

test('the order holds every folder of src and no other, and ARCHITECTURE.md says the same', () => {
  const folders = new Set(sourceFiles('src').map(({ path }) => path.split('/')[1]!.replace(/\.ts$/, '')))
  expect([...order].sort()).toEqual([...folders].sort())
  expect(readFileSync(join(projectRoot, 'ARCHITECTURE.md'), 'utf8').split('\n')).toContain(order.join(' → '))
})

test('the console imports nothing from the server, and no zod', () => {
  const wrong = sourceFiles('web').flatMap(({ path, text }) => {
    const across = importsOf(path, text).filter((to) => !to.startsWith('web/'))
    const zod = /from '(zod|fastify|pg)/.test(text) ? ['a server library'] : []
    return [...across, ...zod].map((to) => `${path} imports ${to}`)
  })
  expect(wrong).toEqual([])
})

test('only the configuration reads the environment', () => {
  const wrong = sourceFiles('src').filter(({ path, text }) => text.includes('process.env') && path !== 'src/base/config.ts')
  expect(wrong.map(({ path }) => path)).toEqual([])
})
