// What can be asked of the log, and what leaves it as files.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { checkShape, verifyLog } from './check.ts'
import { exportAudit, exportPublicKey, exportSigned, exportVerifier } from './export-log.ts'
import { entriesShape, listAudit } from './list.ts'
import { showState, stateShape } from './state.ts'

export const endpoints = [
  endpoint('GET /api/audit', { action: listAudit, output: entriesShape, summary: 'Who did, tried or looked at what' }),
  endpoint('GET /api/audit/state', {
    action: showState,
    output: stateShape,
    summary: 'How long the log is and what was signed last',
  }),
  endpoint('POST /api/audit/verify', {
    action: verifyLog,
    output: checkShape,
    summary: 'Check the log against what was signed: JSON Lines, how far it is and last what was found',
  }),
  endpoint('GET /api/audit/export', { action: exportAudit, output: z.string(), summary: 'The log as JSON Lines' }),
  endpoint('GET /api/audit/checkpoints', { action: exportSigned, output: z.string(), summary: 'Signed checkpoints of the log' }),
  endpoint('GET /api/audit/key', {
    action: exportPublicKey,
    output: z.string(),
    summary: 'The public key that signs checkpoints',
  }),
  endpoint('GET /api/audit/verifier', {
    action: exportVerifier,
    output: z.string(),
    summary: 'The program that checks an export',
  }),
]
