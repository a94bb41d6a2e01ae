// What can be done with a case.
import { z } from 'zod'
import { endpoint } from '../work/endpoint.ts'
import { caseChoices, choicesShape } from './choices.ts'
import { close, writeNote } from './close.ts'
import { listCases, listedShape } from './list-cases.ts'
import { caseShape, lookAtCase } from './look.ts'
import { reRegister } from './re-register.ts'
import { addReports, register } from './register.ts'

const nothing = z.object({})

export const endpoints = [
  endpoint('GET /api/cases', {
    action: listCases,
    output: z.object({ items: z.array(listedShape), next: z.string().nullable() }),
    summary: 'Cases',
  }),
  endpoint('GET /api/cases/choices', {
    action: caseChoices,
    output: choicesShape,
    summary: 'Series, offences and outcomes of a unit',
  }),
  endpoint('GET /api/cases/{caseId}', { action: lookAtCase, output: caseShape, summary: 'A case with its life-line' }),
  endpoint('POST /api/cases', {
    action: register,
    output: z.object({ caseId: z.string(), number: z.string() }),
    summary: 'Register a case',
  }),
  endpoint('POST /api/cases/{caseId}/re-register', {
    action: reRegister,
    output: z.object({ number: z.string() }),
    summary: 'Re-register at another unit',
  }),
  endpoint('POST /api/cases/{caseId}/close', { action: close, output: nothing, summary: 'Close a case' }),
  endpoint('POST /api/cases/{caseId}/reports', {
    action: addReports,
    output: z.object({ added: z.number() }),
    summary: 'Add reports to a case',
  }),
  endpoint('POST /api/cases/{caseId}/notes', { action: writeNote, output: nothing, summary: 'Write a note' }),
]
