// Where the fields of an action's input come from: those named in the path from the path, the rest from query or body.
// Paths and queries carry text only, so numbers, booleans and lists are read from it before the action parses them.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Endpoint, pathFields } from '../work/endpoint.ts'

type Shape = Record<string, z.ZodType>

export const shapeOf = (found: Endpoint): Shape => found.action.input.shape as Shape

export function splitShape(found: Endpoint): { params: Shape; rest: Shape } {
  const named = new Set(pathFields(found.path))
  const entries = Object.entries(shapeOf(found))
  return {
    params: Object.fromEntries(entries.filter(([field]) => named.has(field))),
    rest: Object.fromEntries(entries.filter(([field]) => !named.has(field))),
  }
}

export function inputOf(found: Endpoint, request: FastifyRequest): Record<string, unknown> {
  const { params, rest } = splitShape(found)
  const body = typeof request.body === 'object' && request.body !== null ? (request.body as Record<string, unknown>) : {}
  const others = found.method === 'GET' ? fromText(rest, request.query as Record<string, unknown>) : body
  return { ...others, ...fromText(params, request.params as Record<string, unknown>) }
}

function fromText(shape: Shape, given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([field, value]) => [field, shape[field] ? typed(shape[field], value) : value]),
  )
}

function typed(schema: z.ZodType, value: unknown): unknown {
  const inner = unwrapped(schema)
  if (inner instanceof z.ZodArray)
    return (Array.isArray(value) ? value : [value]).map((item) => typed(inner.element as z.ZodType, item))
  if (typeof value !== 'string') return value
  if (inner instanceof z.ZodNumber && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  if (inner instanceof z.ZodBoolean && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap() as z.ZodType)
  return schema
}
