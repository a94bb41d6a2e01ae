// A golden file: what it holds is compared; `UPDATE_GOLDEN=1` writes it anew, so that the change is a diff that somebody reads.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { projectRoot } from '../../src/base/project.ts'

export function expectGolden(path: string, text: string): void {
  const file = join(projectRoot, path)
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text)
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : ''
  expect(text === kept ? 'current' : `differs from ${path}: look at the change, then run with UPDATE_GOLDEN=1\n${text}`).toBe(
    'current',
  )
}
