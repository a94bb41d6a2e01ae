// The files that the rules are about, read once: paths relative to the project, with their text and, when asked, their syntax tree.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { projectRoot } from '../../src/base/project.ts'

export interface SourceFile {
  path: string
  text: string
}

const isCode = (name: string) => /\.(ts|tsx|mts|mjs)$/.test(name) && !name.endsWith('.d.ts')

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : walk(path)
    return isCode(entry.name) ? [path] : []
  })
}

export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders
    .map((folder) => join(projectRoot, folder))
    .flatMap((folder) => (existsSync(folder) ? walk(folder) : []))
    .map((path) => ({ path: relative(projectRoot, path), text: readFileSync(path, 'utf8') }))
}

export const isGenerated = (path: string): boolean => /\.(generated|data)\.tsx?$/.test(path)

export function parsed({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
}

export const lineOf = (file: ts.SourceFile, node: ts.Node): number =>
  file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
