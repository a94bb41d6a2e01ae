// Caps, hard: what the best code bases of this kind do differently is not their median but their tail.
import ts from 'typescript'
import { expect, test } from 'vitest'
import { isGenerated, lineOf, parsed, sourceFiles } from './source-files.ts'

const FILE = 300
const FUNCTION = 50
const COMPONENT = 120
const PARAMETERS = 3
const NESTING = 3

const files = sourceFiles('src', 'web', 'bench', 'scripts', 'test').filter(({ path }) => !isGenerated(path))

test(`a file has at most ${FILE} lines`, () => {
  const long = files.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 })).filter(({ lines }) => lines > FILE)
  expect(long).toEqual([])
})

type Fn = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration | ts.ConstructorDeclaration
const isFunction = (node: ts.Node): node is Fn =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node)

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, (child) => visit(child, see))
}

const hasJsx = (node: ts.Node): boolean => {
  let found = false
  visit(node, (one) => {
    if (ts.isJsxElement(one) || ts.isJsxSelfClosingElement(one) || ts.isJsxFragment(one)) found = true
  })
  return found
}

/** SQL is exempt: lines of template literals do not count. */
function linesOf(file: ts.SourceFile, node: Fn): number {
  const lines = (one: ts.Node) =>
    file.getLineAndCharacterOfPosition(one.getEnd()).line - file.getLineAndCharacterOfPosition(one.getStart(file)).line
  let inTemplates = 0
  visit(node, (one) => {
    if (ts.isTaggedTemplateExpression(one)) inTemplates += lines(one)
  })
  return lines(node) + 1 - inTemplates
}

test(`a function has at most ${FUNCTION} lines, a component ${COMPONENT}, and ${PARAMETERS} parameters`, () => {
  const wrong: string[] = []
  for (const source of files.filter(({ path }) => !path.includes('.test.') && !path.startsWith('test/'))) {
    const file = parsed(source)
    visit(file, (node) => {
      if (!isFunction(node)) return
      const most = source.path.endsWith('.tsx') && hasJsx(node) ? COMPONENT : FUNCTION
      const lines = linesOf(file, node)
      if (lines > most) wrong.push(`${source.path}:${lineOf(file, node)} has ${lines} lines`)
      if (node.parameters.length > PARAMETERS)
        wrong.push(`${source.path}:${lineOf(file, node)} has ${node.parameters.length} parameters`)
    })
  }
  expect(wrong).toEqual([])
})

const isNest = (node: ts.Node) =>
  (ts.isIfStatement(node) && !(ts.isIfStatement(node.parent) && node.parent.elseStatement === node)) ||
  ts.isForStatement(node) ||
  ts.isForOfStatement(node) ||
  ts.isForInStatement(node) ||
  ts.isWhileStatement(node) ||
  ts.isDoStatement(node) ||
  ts.isSwitchStatement(node) ||
  ts.isTryStatement(node)

test(`nothing is nested deeper than ${NESTING}`, () => {
  const wrong: string[] = []
  for (const source of files) {
    const file = parsed(source)
    const walk = (node: ts.Node, depth: number): void => {
      const here = isFunction(node) ? 0 : isNest(node) ? depth + 1 : depth
      if (here > NESTING && isNest(node)) wrong.push(`${source.path}:${lineOf(file, node)}`)
      ts.forEachChild(node, (child) => walk(child, here))
    }
    walk(file, 0)
  }
  expect(wrong).toEqual([])
})
