// The shape of the files of a pack that hold rules of judgement (outcomes, scoring, jurisdiction) and their wording.
import { z } from 'zod'
import { bands, strengths } from '../model/reason.ts'
import { provenance } from './entry.ts'
import { rangeKinds, slug, source, words } from './pack-files.ts'
import { completenessFields, evidenceSignals, scoringSignals } from './signals.data.ts'

export const outcomeEntry = z.strictObject({
  id: slug,
  label: words,
  /** Feedback to the sender: was the tip of use? */
  isUseful: z.boolean().optional(),
  /** Only in these agencies and what lies below them. */
  within: z.array(slug).default([]),
  note: z.string().optional(),
  ...source,
})

export const outcomesFile = z.strictObject({
  provenance: provenance.optional(),
  report: z.array(outcomeEntry).min(1),
  case: z.array(outcomeEntry).min(1),
})

/** Signal and version, such as `danger-now/1`: another weight or another meaning is another version. */
const ruleOf = (signals: object) =>
  z
    .string()
    .regex(/^[a-z0-9-]+\/\d+$/, 'is not a signal with its version, such as danger-now/1')
    .refine((id) => id.split('/')[0]! in signals, 'names no known signal')

export const scoringFile = z.strictObject({
  provenance: provenance.optional(),
  cap: z.int().positive(),
  bands: z.array(z.strictObject({ id: z.enum(bands), from: z.int().min(0), label: words })),
  rules: z.array(
    z.strictObject({
      id: ruleOf(scoringSignals),
      points: z.int(),
      /** For each further one counted, up to `most` in all. */
      perFurther: z.int().default(0),
      most: z.int().optional(),
      /** Lifts the report into the band `now` whatever its sum. */
      isDanger: z.boolean().default(false),
      ...source,
    }),
  ),
  completeness: z.array(z.strictObject({ id: z.enum(completenessFields), label: words, weight: z.int().positive(), ...source })),
})

export const jurisdictionFile = z.strictObject({
  provenance: provenance.optional(),
  strengths: z.array(z.strictObject({ id: z.enum(strengths), from: z.int().min(0), label: words })),
  /** Fewer candidates are better: those beyond, or below this weight, are not proposed. */
  most: z.int().positive(),
  least: z.int().min(0),
  rules: z.array(
    z.strictObject({
      id: ruleOf(evidenceSignals),
      weight: z.int(),
      perFurther: z.int().default(0),
      most: z.int().optional(),
      ...source,
    }),
  ),
  /** What an address of this kind takes off the weight of its place and operator: 0.3 leaves three tenths. */
  factors: z.record(z.enum(rangeKinds), z.number().min(0).max(1)),
  /** A weight halves for each such age of the address data at the time of the event. */
  halfLifeDays: z.int().positive(),
})

/** A sentence, or one chosen by a parameter: by its value, else (for numbers) by the plural form, else `other`. */
export type Template = string | ({ by: string } & { [form: string]: Template })
const isChoice = (forms: Record<string, Template>): forms is { by: string } & Record<string, Template> =>
  typeof forms.by === 'string'
export const template: z.ZodType<Template> = z.lazy(() =>
  z.union([z.string().min(1), z.record(z.string(), template).refine(isChoice, 'has no "by" that names a parameter')]),
)

export const wordingFile = z.strictObject({
  provenance: provenance.optional(),
  /** By signal, or by `signal/version` where an old rule had other parameters; then by language. */
  reasons: z.record(z.string(), z.record(z.string(), template)),
  /** Single words by group: kinds of identifiers, kinds of agencies, answers, fields; then by language. */
  words: z.record(z.string(), z.record(z.string(), words)),
})
