// Whatever an action writes into its entry of the log has a name in each language: the page of the log shows no key of ours.
import ts from 'typescript'
import { expect, test } from 'vitest'
import { finding, findingCodes } from '../../src/audit/finding.ts'
import { detailWords } from '../../web/audit/detail-words.ts'
import { en } from '../../web/texts/en.ts'
import { hi } from '../../web/texts/hi.ts'
import { parsed, sourceFiles } from './source-files.ts'

const isNote = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && /(^|\.)note$/.test(node.expression.getText())

const namesOf = (call: ts.CallExpression): string[] =>
  call.arguments
    .filter(ts.isObjectLiteralExpression)
    .flatMap(({ properties }) => properties.flatMap(({ name }) => name?.getText().replaceAll(/['"]/g, '') ?? []))

/** `note({ … })` and `doing.note({ … })`. */
function notedIn(node: ts.Node, found: Set<string>): Set<string> {
  if (isNote(node)) for (const name of namesOf(node)) found.add(name)
  ts.forEachChild(node, (child) => void notedIn(child, found))
  return found
}

const actions = sourceFiles('src').filter(({ text }) => text.includes('work/action.ts'))
const noted = actions.reduce((found, file) => notedIn(parsed(file), found), new Set<string>())
// What is written without an action: batches that were read, commands of the machine, checks of the log, lost checkpoints, refusals.
const others = ['accepted', 'accepted_with_issues', 'duplicate', 'new_version', 'quarantined', 'failed', 'records', 'files']
others.push('machineUser', 'isRequired', 'file', 'size', 'problems', 'first', 'stoppedAt', 'failedAt', 'code', 'isBrokenOff')
others.push('fileEndsAt', 'signed')

test.each([
  ['English', en],
  ['Hindi', hi],
])('%s names every part of the detail', (_language, texts) => {
  const words = new Map<string, string>(Object.entries(texts.auditDetail))
  const has = (key: string) => words.get(key.replace('auditDetail.', ''))
  expect(noted.size).toBeGreaterThan(40)
  expect([...noted, ...others].filter((name) => detailWords(has, name) === name)).toEqual([])
})

test.each(findingCodes)('what a check finds is said in both languages: %s', (code) => {
  const names = [...en.auditFinding[code].matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!)
  const facts = Object.fromEntries(names.map((name, at) => [name, at + 3]))
  const worded = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name]))
  expect(worded(en.auditFinding[code])).toBe(finding(code, facts).says)
  expect(worded(hi.auditFinding[code])).not.toContain('undefined')
})
