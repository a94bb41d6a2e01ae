// Cuts a file of SQL into its statements, so that each goes to the server in a message of its own (a distributed engine takes one
// definition a message) and an error can be placed. Knows what may hide a semicolon: quotes, dollar quotes, comments, `begin atomic`.

export interface Statement {
  text: string
  /** Line of the file on which it begins, from 1. */
  line: number
}

const PIECE =
  /--[^\n]*|\/\*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([a-z_]\w*)?\$|\b[eE]'(?:[^'\\]|''|\\[\s\S])*'|;|\bbegin\s+atomic\b|\bcase\b|\bend\b/gi

export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = []
  const scan = new RegExp(PIECE)
  let start = 0
  let depth = 0
  for (let found = scan.exec(sql); found; found = scan.exec(sql)) {
    const word = found[0].toLowerCase()
    if (word === '/*') scan.lastIndex = endOfComment(sql, found.index)
    else if (word.startsWith('$')) scan.lastIndex = endOfQuote(sql, found)
    else if (word.startsWith('begin')) depth = 1
    else if (word === 'case' && depth > 0) depth++
    else if (word === 'end' && depth > 0) depth--
    else if (word === ';' && depth === 0) {
      push(statements, sql, [start, found.index])
      start = scan.lastIndex
    }
  }
  push(statements, sql, [start, sql.length])
  return statements
}

function push(statements: Statement[], sql: string, [from, to]: [number, number]): void {
  const text = sql.slice(from, to)
  const before = /^(\s|--[^\n]*(\n|$))*/.exec(text)![0].length
  if (before === text.length) return
  const line = sql.slice(0, from + before).split('\n').length
  statements.push({ text: text.slice(before).trimEnd(), line })
}

function endOfComment(sql: string, from: number): number {
  const marks = /\/\*|\*\//g
  marks.lastIndex = from
  let depth = 0
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return marks.lastIndex
  }
  return sql.length
}

function endOfQuote(sql: string, opened: RegExpExecArray): number {
  const closes = sql.indexOf(opened[0], opened.index + opened[0].length)
  return closes < 0 ? sql.length : closes + opened[0].length
}
