// What is done on the command line stands in the log as the one service that it is, with the user of the machine who did it.
import { userInfo } from 'node:os'
import type { Tx } from '../base/database.ts'
import { commandLine } from '../country/site.ts'
import { record, type ToRecord } from '../work/record.ts'

export const recordByMachine = (tx: Tx, auditKey: Buffer, what: Pick<ToRecord, 'action' | 'outcome' | 'subject' | 'detail'>) =>
  record(tx, auditKey, {
    ...what,
    at: new Date(),
    actor: { id: commandLine.id, name: commandLine.name, agencyNo: null },
    detail: { ...what.detail, machineUser: userInfo().username },
  })
