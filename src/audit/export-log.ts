// The log handed out, to be checked elsewhere: who took it, when and how long it was is itself an entry, written before the first line
// leaves. It is sent as it is read, since a log does not fit into an answer.
import { z } from 'zod'
import { action } from '../work/action.ts'
import type { SentFile } from '../work/endpoint.ts'
import { verifierFrom } from './checkpoint.ts'
import { exportCheckpoints, exportKey, exportLines, exportSize } from './export.ts'
import { readerOf } from './list.ts'
import { readVerifier, VERIFIER_NAME } from './verifier.ts'

/** Log and checkpoints belong together by their size. */
const input = z.object({ size: z.number().int().min(0).optional() })

export const exportAudit = action({
  name: 'audit.export',
  needs: 'audit:export',
  input,
  async run({ world, actor, note }, given): Promise<SentFile> {
    const size = await exportSize(world.log.sql, given.size)
    const reader = readerOf(actor)
    note({ size, reader })
    return { fileName: `audit-${size}.jsonl`, type: 'application/jsonl', content: exportLines(world.log.sql, size, reader) }
  },
})

export const exportSigned = action({
  name: 'audit.checkpoints',
  needs: 'audit:export',
  input,
  async run({ world, note }, given): Promise<SentFile> {
    const size = await exportSize(world.log.sql, given.size)
    const verifier = verifierFrom(world.keys.checkpoint.publicKey)
    note({ size })
    return {
      fileName: `audit-${size}.checkpoints`,
      type: 'text/plain',
      content: exportCheckpoints(world.log.sql, size, verifier),
    }
  },
})

export const exportPublicKey = action({
  name: 'audit.key',
  needs: 'audit:see',
  input: z.object({}),
  isPlain: true,
  async run({ world }): Promise<SentFile> {
    return { fileName: 'audit.key', type: 'text/plain', content: [exportKey(verifierFrom(world.keys.checkpoint.publicKey))] }
  },
})

export const exportVerifier = action({
  name: 'audit.verifier',
  needs: 'audit:see',
  input: z.object({}),
  isPlain: true,
  async run(): Promise<SentFile> {
    return { fileName: VERIFIER_NAME, type: 'text/javascript', content: [await readVerifier()] }
  },
})
