// What the papers name is there: every path in README, ARCHITECTURE and the docs exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/base/project.ts'

const named = /`((?:src|web|test|docs|packs|migrations|bench|scripts|samples|bin)\/[A-Za-z0-9_./-]+)`/g

const found = existsSync(join(projectRoot, 'docs')) ? readdirSync(join(projectRoot, 'docs')) : []
const papers = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', ...found.map((name) => `docs/${name}`)].filter(
  (paper) => existsSync(join(projectRoot, paper)),
)

test.each(papers.filter((paper) => paper.endsWith('.md')))('%s names only what exists', (paper) => {
  const text = readFileSync(join(projectRoot, paper), 'utf8')
  const gone = [...text.matchAll(named)].map(([, path]) => path!).filter((path) => !existsSync(join(projectRoot, path)))
  expect(gone).toEqual([])
})
