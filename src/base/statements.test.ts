import { expect, it } from 'vitest'
import { statementsOf } from './statements.ts'

const texts = (sql: string) => statementsOf(sql).map(({ text }) => text)

it('cuts at semicolons and tells the line', () => {
  expect(statementsOf('-- head; of the file\n\nselect 1;\n  select 2 ;\n-- tail;\n')).toEqual([
    { text: 'select 1', line: 3 },
    { text: 'select 2', line: 4 },
  ])
})

it.each([
  "select ';', 'it''s;', \"a;b\"",
  "select e'\\';'",
  'do $$begin perform 1; end$$',
  'create function f() returns void language plpgsql as $body$ begin perform $$;$$; end $body$',
  'select 1 /* a; /* nested; */ b; */ + 1',
  'select 1 -- not; here\n + 1',
  'create function f(a int) returns int begin atomic select case when a > 1 then 1 end; select 2; end',
  'select case when true then 1 end',
])('keeps whole: %s', (sql) => {
  expect(texts(`${sql};\nselect 3;`)).toEqual([sql, 'select 3'])
})

it('has nothing to run in nothing', () => {
  expect(texts('\n-- only words\n;;\n')).toEqual([])
})
