// What the pipeline does to a report without a person: one bit per stage in report.due.
// A changed earlier fact sets the bits of the later stages, and they come round again.

export const stageBit = { enrich: 1, link: 2, triage: 4, refer: 8 } as const
export type Stage = keyof typeof stageBit

export const allStages = 15

/** The bits of a stage and of all that follow it. */
export const from = (stage: Stage): number => allStages & ~(stageBit[stage] - 1)
