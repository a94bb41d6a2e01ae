import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appendNotes } from './checkpoint-file.ts'

test('nothing is appended through a link, which would reach a file of somebody else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tipbridge-owner-'))
  try {
    const [foreign, link] = [join(folder, 'foreign'), join(folder, 'checkpoints')]
    writeFileSync(foreign, 'theirs')
    symlinkSync(foreign, link)
    await expect(appendNotes(link, ['a note\n'])).rejects.toMatchObject({ code: 'ELOOP' })
    expect(readFileSync(foreign, 'utf8')).toBe('theirs')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
