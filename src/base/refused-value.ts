// A value that fits its schema and no column (a NUL, a number or an instant out of range) is bad input, no bug of ours: the database says
// so by these codes. Its message quotes the value and is not passed on.
import { sqlState } from './database.ts'
import { Refusal } from './refusal.ts'

const codes = new Set(['22003', '22007', '22008', '22009', '22021', '22P02', '22P05'])

export const refusedValue = (error: unknown): Refusal | undefined =>
  codes.has(sqlState(error) ?? '') ? new Refusal('invalid', 'bad-input', {}) : undefined
