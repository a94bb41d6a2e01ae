// Every SQL file is parsed as PostgreSQL 15 and held to what a distributed engine takes (docs/decisions/0005): every table has a
// primary key, no triggers, sequences, inheritance, exclusion, deferrable or foreign keys, no sub-query in a policy, nothing newer.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'libpg-query'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/base/project.ts'
import { lineOf, parsed, sourceFiles } from './source-files.ts'

type Tree = Record<string, unknown>

function walk(node: unknown, see: (kind: string, node: Tree) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, see)
  else if (node && typeof node === 'object') {
    for (const [kind, inner] of Object.entries(node as Tree)) {
      if (inner && typeof inner === 'object' && !Array.isArray(inner)) see(kind, inner as Tree)
      walk(inner, see)
    }
  }
}

const folder = join(projectRoot, 'migrations')
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()

const refused = new Set(['CreateTrigStmt', 'CreateSeqStmt', 'RuleStmt', 'ListenStmt', 'NotifyStmt'])
const refusedConstraints = new Set([
  'CONSTR_EXCLUSION',
  'CONSTR_FOREIGN',
  'CONSTR_IDENTITY',
  'CONSTR_ATTR_DEFERRABLE',
  'CONSTR_ATTR_DEFERRED',
])

function faultsOf(tree: Tree): string[] {
  const faults: string[] = []
  walk(tree, (kind, node) => {
    if (refused.has(kind)) faults.push(kind)
    if (kind === 'Constraint' && refusedConstraints.has(String(node.contype))) faults.push(String(node.contype))
    if (kind === 'CreateStmt') faults.push(...tableFaults(node))
    if (kind === 'IndexStmt') faults.push(...indexFaults(node))
    if (kind === 'CreatePolicyStmt') walk(node, (inner) => inner === 'SubLink' && faults.push('a sub-query in a policy'))
  })
  return faults
}

function tableFaults(node: Tree): string[] {
  const name = (node.relation as { relname: string }).relname
  const text = JSON.stringify(node)
  const faults = text.includes('"CONSTR_PRIMARY"') ? [] : [`${name} has no primary key`]
  if (node.inhRelations) faults.push(`${name} inherits`)
  if (/"typeName":\{"names":\[\{"String":\{"sval":"(big|small)?serial"/.test(text)) faults.push(`${name} has a sequence`)
  return faults
}

function indexFaults(node: Tree): string[] {
  const method = String(node.accessMethod)
  const many = (node.indexParams as unknown[]).length > 1
  if (method === 'gist') return [`${String(node.idxname)} is GiST`]
  return method === 'gin' && many ? [`${String(node.idxname)} is a GIN of several columns`] : []
}

test.each(files)('%s parses as PostgreSQL 15 and a distributed engine takes it', async (file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  expect(faultsOf((await parse(text)) as Tree)).toEqual([])
  expect(text).not.toMatch(/compression (lz4|zstd)|plperl|plpython|create extension/i)
})

test('the lint finds what it is for', async () => {
  const faults = async (text: string) => faultsOf((await parse(text)) as Tree)
  expect(await faults('create table a (b int)')).toEqual(['a has no primary key'])
  expect(await faults('create table a (b serial primary key)')).toEqual(['a has a sequence'])
  expect(await faults('create table a (b int primary key references c (d))')).toEqual(['CONSTR_FOREIGN'])
  expect(await faults('create policy p on a using (exists (select 1 from c))')).toEqual(['a sub-query in a policy'])
  expect(await faults('create index on a using gin (b, c)')).toEqual(['undefined is a GIN of several columns'])
})

const isTagged = (tag: ts.LeftHandSideExpression, names: RegExp): boolean => names.test(tag.getText().replace(/<[\s\S]*>$/, ''))
const whole = /(^|\.)(sql|count)$/
const parts = /(^|\.)(sql|count|fragment)$/

interface Statement {
  place: string
  text: string
}

/** Statements whose values are all parameters; where a fragment is spliced in, its condition, order or list cannot be seen here. */
function statements(tags: RegExp): Statement[] {
  return sourceFiles('src').flatMap((source) => {
    const file = parsed(source)
    const found: Statement[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isTaggedTemplateExpression(node) && isTagged(node.tag, tags))
        found.push({ place: `${source.path}:${lineOf(file, node)}`, text: textOf(node.template) })
      ts.forEachChild(node, visit)
    }
    visit(file)
    return found
  })
}

function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
  return template.templateSpans.reduce((text, span, at) => `${text}$${at + 1}${span.literal.text}`, template.head.text)
}

/** Refused or dangerous on a distributed engine, whatever surrounds it. */
const never: [RegExp, string][] = [
  [/set\s+\w+\s*=\s*\w+\[\d/i, 'an array element in an update: crashes the coordinator'],
  [/\bmerge\s+into\b/i, 'merge'],
  [/\b(rollup|cube|grouping sets)\b/i, 'rollup, cube, grouping sets'],
  [/\bwith\s+recursive\b/i, 'a recursive query'],
  [/\bcreate\s+temp/i, 'a temporary table'],
  [/\)\s*(as\s+)?\w*\s+using\s*\(|\bjoin\s+[\w\s]+\busing\s*\(/i, 'a join by using: its columns lose their names on the shards'],
]

test('statements in the code parse as PostgreSQL 15, and none is of a kind that a distributed engine refuses', async () => {
  const all = statements(whole)
  const wrong = statements(parts).flatMap(({ place, text }) =>
    never.filter(([pattern]) => pattern.test(text)).map(([, why]) => `${place}: ${why}`),
  )
  let isParsed = 0
  for (const { text } of all) {
    if (
      await parse(text).then(
        () => true,
        () => false,
      )
    )
      isParsed++
  }
  expect(wrong).toEqual([])
  // The rest splice fragments in; that most can be read keeps this test from proving nothing.
  expect(isParsed / all.length).toBeGreaterThan(0.7)
})
