import { expect, it } from 'vitest'
import { createLog } from './log.ts'

function written(facts: Record<string, unknown>, message = 'm'): string {
  let lines = ''
  createLog({ write: (line) => (lines += line) }).info(message, facts)
  return lines
}

it('writes one JSON line with level, time and facts', () => {
  const log: string[] = []
  createLog({ name: 'web', level: 'warn', write: (line) => log.push(line) })
    .with({ batch: 7 })
    .warn('slow', { ms: 12 })
  expect(log).toHaveLength(1)
  expect(JSON.parse(log[0]!)).toMatchObject({ level: 'warn', message: 'slow', name: 'web', batch: 7, ms: 12 })
})

it('says to a person one sentence, with what the error says and nothing of its place', () => {
  const log: string[] = []
  createLog({ isSpoken: true, write: (line) => log.push(line) }).warn('A connection was lost', {
    error: new Error('write EPIPE'),
  })
  createLog({ isSpoken: true, write: (line) => log.push(line) }).error('The server ended', { pid: 7 })
  expect(log).toEqual(['Warning: A connection was lost (write EPIPE)\n', 'Error: The server ended\n'])
})

it('keeps quiet below its level', () => {
  const log: string[] = []
  createLog({ level: 'warn', write: (line) => log.push(line) }).info('x')
  expect(log).toEqual([])
})

it('never writes a password', () => {
  class Client {
    password = 'hunter2'
  }
  const error = Object.assign(new Error('connect to postgres://app:hunter2@h/db failed'), {
    client: new Client(),
    password: 'hunter2',
  })
  const line = written({ error, ownerUrl: 'hunter2', url: 'postgres://app:hunter2@/db', nested: { client: new Client() } })
  expect(line).not.toContain('hunter2')
  expect(line).toContain('connect to postgres://***@h/db failed')
})

it('never writes the row that a database error is about', () => {
  const error = Object.assign(new Error('invalid input syntax for type uuid: "planted"'), {
    code: '22P02',
    detail: 'planted',
    where: 'COPY x, line 1, column y: "planted"',
    constraint: 'report_pkey',
  })
  const line = written({ error })
  expect(line).not.toContain('planted')
  expect(JSON.parse(line).error).toMatchObject({ code: '22P02', constraint: 'report_pkey' })
})

it('survives a cycle and keeps a line to one line', () => {
  const cycle: Record<string, unknown> = { text: 'a\nb' }
  cycle.self = cycle
  expect(written(cycle).split('\n')).toHaveLength(2)
})
