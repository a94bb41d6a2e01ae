// On what an action acts: one report or many, with what the dialog may suggest.
import { say } from '../texts/texts.ts'
import { type Row, shownPoints } from './shapes.ts'

export type Target = {
  reportId: string
  number: string
  /** As it is ranked now. */
  points?: number
  candidates: readonly { no: number; strength: string }[]
}

export function targetOf(row: Pick<Row, 'reportId' | 'number' | 'candidate' | 'priority' | 'band'>): Target {
  const { reportId, number, candidate } = row
  return {
    reportId,
    number,
    points: shownPoints(row) ?? undefined,
    candidates: candidate ? [{ no: candidate.unit.no, strength: candidate.strength }] : [],
  }
}

/** `R-2026-004817`, or `3 reports`: what a dialog names in its title. */
export function nameOf(targets: readonly Target[]): string {
  const only = targets.length === 1 ? targets[0] : undefined
  return only ? only.number : say('reports.nReports', { count: targets.length })
}

export const idsOf = (targets: readonly Target[]): string[] => targets.map((target) => target.reportId)
