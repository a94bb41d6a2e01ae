// A value is sealed before it leaves the process: AES-256-GCM under the report's data key, with table, row and field as additional
// data, so that ciphertexts cannot be exchanged between rows. The data key is wrapped by the installation key; deleting it shreds.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { newKey, open, seal, unwrapKey, wrapKey } from '../base/seal.ts'
import { type Content, isSealed, type Value } from '../model/report.ts'
import { mapSealedValues } from './content-values.ts'
import { packed, unpacked } from './packed.ts'

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
  const table = bound(row, '')
  return mapSealedValues(content, (value, { path }) => {
    return { sealed: seal(key, value as string, table + path).toString('base64') }
  })
}

/** All of it in clear, in memory only: for the stages, and for an action whose result words the content for its reader. */
export function openContent(content: Content<Value>, key: Buffer, row: VersionRow): Content<string> {
  const table = bound(row, '')
  return mapSealedValues(content, (value, { path }) => {
    return isSealed(value) ? open(key, Buffer.from(value.sealed, 'base64'), table + path).toString('utf8') : value
  }) as Content<string>
}

/** The same, but only what reports are judged and linked by: whatever was written freely, and about files, stays shut and reads as ''. */
export function openForJudging(content: Content<Value>, key: Buffer, row: VersionRow): Content<string> {
  const table = bound(row, '')
  return mapSealedValues(content, (value, { path }) => {
    if (!isSealed(value)) return value
    return isJudged(path) ? open(key, Buffer.from(value.sealed, 'base64'), table + path).toString('utf8') : ''
  }) as Content<string>
}

const isJudged = (path: string): boolean =>
  path.startsWith('sightings/') || (path.startsWith('people/') && !path.includes('/statements/'))

const JSON_STARTS = '['.charCodeAt(0)
/** Shorter contents gain less by deflating than it costs; a row of this size still stands whole in its table. */
const DEFLATED_FROM = 4096
const FOR_CONTENT = { level: 1, windowBits: 13, memLevel: 8 }
const DEFLATED = Buffer.from([0])

/** report_version.content: the content packed, as JSON; a long one deflated, behind a zero byte. */
export function contentToBytes(content: Content<Value>): Buffer {
  const text = Buffer.from(JSON.stringify(packed(content)))
  return text.length < DEFLATED_FROM ? text : Buffer.concat([DEFLATED, deflateRawSync(text, FOR_CONTENT)])
}

export function contentFromBytes(bytes: Uint8Array): Content<Value> {
  const text =
    bytes[0] === JSON_STARTS
      ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      : inflateRawSync(bytes.subarray(DEFLATED.length))
  return unpacked(JSON.parse(text.toString('utf8')))
}
