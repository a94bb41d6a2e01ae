// How an entry of the log is said: the action by its words where we have them, and which of the three kinds it is.
import type { MarkKind } from '../shown/Mark.tsx'
import type { sayIf } from '../texts/texts.ts'
import type { Entry } from './queries.ts'

/** `referral.offer` → the sentence of its key; the name itself where an action has no words yet. */
export function actionWords(has: typeof sayIf, action: string): string {
  return has(`auditAction.${keyOf(action)}`) ?? action
}

export const keyOf = (action: string): string => action.replaceAll('.', '_').replaceAll('*', 'all')

const looks = /\.(look|list|list-.*|history|search|elsewhere|links|people|choices|why|verify|export|checkpoints)$/
const facts = /^(session|stage|pipeline|batch)\.|\.receive/

/** A look is grey, what the programme did is a fact, what a person did is a decision. */
export function markOf(entry: Pick<Entry, 'action'>): MarkKind {
  if (looks.test(entry.action)) return 'look'
  return facts.test(entry.action) ? 'fact' : 'decision'
}

type Subject = NonNullable<Entry['subject']>

const places: Record<string, { needs: string; to: (subject: Subject) => string | null }> = {
  report: { needs: 'report:see', to: ({ number, id }) => `/reports/${number ?? id}` },
  // A hand-over is read on the page of its report.
  referral: { needs: 'report:see', to: ({ number }) => number && `/reports/${number}` },
  offer: { needs: 'report:see', to: ({ number }) => number && `/reports/${number}` },
  case: { needs: 'case:see', to: ({ id }) => `/cases/${id}` },
  person: { needs: 'people:manage', to: ({ id }) => `/people?open=${id}` },
  pack: { needs: 'pack:see', to: ({ id }) => `/packs/${id}` },
  batch: { needs: 'batch:see', to: ({ id }) => `/intake/${id}` },
}

/** Where the thing that an entry is about can be looked at, and what one needs for it. */
export function placeOf(subject: Subject): { needs: string; to: string } | undefined {
  const place = places[subject.kind]
  const to = place?.to(subject)
  return place && to ? { needs: place.needs, to } : undefined
}
