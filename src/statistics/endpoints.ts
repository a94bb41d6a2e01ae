// What can be asked of all tips together.
import { endpoint } from '../work/endpoint.ts'
import { account, accountShape } from './account.ts'

export const endpoints = [
  endpoint('GET /api/account', { action: account, output: accountShape, summary: 'What became of every tip' }),
]
