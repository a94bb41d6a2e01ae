// Allowed transitions as tables. An action asks `next`; nothing else in the code knows which state may follow which.

export const reportLife = {
  received: { triage: 'triaged', offer: 'offered', settle: 'settled', register: 'registered' },
  triaged: { offer: 'offered', settle: 'settled', register: 'registered' },
  offered: { acknowledge: 'acknowledged', return: 'triaged', withdraw: 'triaged' },
  acknowledged: { offer: 'offered', settle: 'settled', register: 'registered', return: 'triaged' },
  registered: { close: 'closed' },
  settled: { reopen: 'triaged' },
  closed: {},
} as const
export type ReportState = keyof typeof reportLife

export const referralLife = {
  offered: { acknowledge: 'acknowledged', return: 'returned', withdraw: 'withdrawn' },
  acknowledged: { return: 'returned', settle: 'settled' },
  returned: {},
  withdrawn: {},
  settled: { reopen: 'acknowledged' },
} as const
export type ReferralState = keyof typeof referralLife

export const caseLife = {
  registered: { reRegister: 'registered', close: 'closed' },
  closed: {},
} as const
export type CaseState = keyof typeof caseLife

export const receiptStates = [
  'waiting',
  'reading',
  'accepted',
  'accepted-with-issues',
  'duplicate',
  'new-version',
  'quarantined',
  'failed',
] as const
export type ReceiptState = (typeof receiptStates)[number]
export const finalReceiptStates: readonly ReceiptState[] = receiptStates.slice(2)

/** Worst first: the state of a file is the worst of its records'. */
export const receiptRank: Record<ReceiptState, number> = {
  failed: 7,
  quarantined: 6,
  waiting: 5,
  reading: 4,
  'accepted-with-issues': 3,
  'new-version': 2,
  accepted: 1,
  duplicate: 0,
}

type Life = Record<string, Record<string, string>>

/** The state after an event, or undefined where the event is not allowed. */
export function next(life: Life, state: string, event: string): string | undefined {
  return life[state]?.[event]
}
