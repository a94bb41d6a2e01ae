// Shapes of answers that every subject gives: names in the languages of a pack, a unit by number and name, a time as it was written.
import { z } from 'zod'

/** By language: `{ en: 'Harbour District', hi: '…' }`. */
export const namesShape = z.record(z.string(), z.string())

export const unitShape = z.object({ no: z.number(), name: namesShape })

export const timeShape = z.object({
  at: z.string().nullable(),
  written: z.string(),
  offsetMinutes: z.number().nullable(),
  zone: z.string(),
  precision: z.string(),
})
