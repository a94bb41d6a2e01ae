// The staircase of the account: received → referred → acknowledged → in a case. Within a step every report is in exactly one part:
// the parts are told apart by "went on or not" and then by the one state in which a report is.
// What waits is told apart by its clock, so that the late parts of all steps are those of the headline. A property test holds them to it.

export interface Part {
  code: string
  /** on: went on. end: ended here. wait: waits. late: waits longer than promised. */
  kind: 'on' | 'end' | 'wait' | 'late'
  filters: Record<string, string | boolean | string[]>
}

export interface Step {
  step: 'received' | 'referred' | 'acknowledged' | 'in-case'
  filters: Record<string, string | boolean | string[]>
  parts: Part[]
}

const open = ['received', 'triaged']

export const steps: readonly Step[] = [
  {
    step: 'received',
    filters: {},
    parts: [
      { code: 'referred', kind: 'on', filters: { isReferred: true } },
      { code: 'registered-here', kind: 'on', filters: { isReferred: false, state: ['registered', 'closed'] } },
      { code: 'settled-here', kind: 'end', filters: { isReferred: false, state: ['settled'] } },
      {
        code: 'wait-for-triage',
        kind: 'wait',
        filters: { isReferred: false, state: ['pending'], isOverdue: false },
      },
      {
        code: 'late-for-triage',
        kind: 'late',
        filters: { isReferred: false, state: ['pending'], isOverdue: true },
      },
    ],
  },
  {
    step: 'referred',
    filters: { isReferred: true },
    parts: [
      { code: 'acknowledged', kind: 'on', filters: { isReferred: true, isAcknowledged: true } },
      {
        code: 'registered-after-return',
        kind: 'on',
        filters: { isReferred: true, isAcknowledged: false, state: ['registered', 'closed'] },
      },
      { code: 'settled-after-return', kind: 'end', filters: { isReferred: true, isAcknowledged: false, state: ['settled'] } },
      {
        code: 'returned',
        kind: 'wait',
        filters: { isReferred: true, isAcknowledged: false, state: [...open, 'acknowledged'], isOverdue: false },
      },
      {
        code: 'late-returned',
        kind: 'late',
        filters: { isReferred: true, isAcknowledged: false, state: [...open, 'acknowledged'], isOverdue: true },
      },
      {
        code: 'wait-for-answer',
        kind: 'wait',
        filters: { isReferred: true, isAcknowledged: false, state: ['offered'], isOverdue: false },
      },
      {
        code: 'late-for-answer',
        kind: 'late',
        filters: { isReferred: true, isAcknowledged: false, state: ['offered'], isOverdue: true },
      },
    ],
  },
  {
    step: 'acknowledged',
    filters: { isAcknowledged: true },
    parts: [
      { code: 'in-case', kind: 'on', filters: { isAcknowledged: true, state: ['registered', 'closed'] } },
      { code: 'settled', kind: 'end', filters: { isAcknowledged: true, state: ['settled'] } },
      { code: 'returned', kind: 'wait', filters: { isAcknowledged: true, state: open, isOverdue: false } },
      { code: 'late-returned', kind: 'late', filters: { isAcknowledged: true, state: open, isOverdue: true } },
      {
        code: 'under-enquiry',
        kind: 'wait',
        filters: { isAcknowledged: true, state: ['acknowledged', 'offered'], isOverdue: false },
      },
      {
        code: 'late-enquiry',
        kind: 'late',
        filters: { isAcknowledged: true, state: ['acknowledged', 'offered'], isOverdue: true },
      },
    ],
  },
  {
    step: 'in-case',
    filters: { state: ['registered', 'closed'] },
    parts: [
      { code: 'closed', kind: 'end', filters: { state: ['closed'] } },
      { code: 'open-case', kind: 'wait', filters: { state: ['registered'] } },
    ],
  },
]
