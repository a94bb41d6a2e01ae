// A value is sealed before it leaves the process: AES-256-GCM under the report's data key, with table, row and field as additional
// data, so that ciphertexts cannot be exchanged between rows. The data key is wrapped by the installation key; deleting it shreds.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { newKey, open, readyKey, seal, unwrapKey, wrapKey } from '../base/seal.ts'
import { type Content, isSealed, type Sealed, type Value } from '../model/report.ts'
import { mapValues } from './content-values.ts'

/** Row of report_version to which a content belongs. */
export interface VersionRow {
  reportId: string
  version: number
  rendition: number
}

const bound = ({ reportId, version, rendition }: VersionRow, path: string) =>
  `report_version/${reportId}/${version}.${rendition}/${path}`
const keyBound = (reportId: string) => `data_key/${reportId}/wrapped`

export function newDataKey(installation: Buffer, reportId: string): { key: Buffer; wrapped: Buffer } {
  const key = newKey()
  return { key, wrapped: wrapKey(installation, key, keyBound(reportId)) }
}

export const dataKey = (installation: Buffer, reportId: string, wrapped: Uint8Array): Buffer =>
  unwrapKey(installation, wrapped, keyBound(reportId))

export function sealContent(content: Content<string>, key: Buffer, row: VersionRow): Content<Value> {
  const ready = readyKey(key)
  const table = bound(row, '')
  return mapValues<string, Value>(content, (value, at) =>
    at.isSealed ? { sealed: seal(ready, value, table + at.path).toString('base64') } : value,
  )
}

/** All of it in clear, in memory only: for the stages, and for an action whose result words the content for its reader. */
export function openContent(content: Content<Value>, key: Buffer, row: VersionRow): Content<string> {
  return mapValues<Value, string>(content, (value, at) => (isSealed(value) ? openSealed(value, key, bound(row, at.path)) : value))
}

const openSealed = (value: Sealed, key: Buffer, additional: string) =>
  open(key, Buffer.from(value.sealed, 'base64'), additional).toString('utf8')

/** Contents have a few thousand characters: with zlib's usual window its setting up would cost more than its work. */
const FOR_CONTENT = { level: 1, windowBits: 13, memLevel: 8 }

/** report_version.content: the JSON of the content, deflated. Sealed values do not shrink, so the fastest level loses nothing. */
export const contentToBytes = (content: Content<Value>): Buffer => deflateRawSync(JSON.stringify(content), FOR_CONTENT)
export const contentFromBytes = (bytes: Uint8Array): Content<Value> => JSON.parse(inflateRawSync(bytes).toString('utf8'))
