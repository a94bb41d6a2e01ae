// <fileDetails>: one file of a CyberTip, its hashes, events and details. What the provider says of having viewed it is a claim in three
// states: yes, no, not stated.
import { firstOf } from '../../base/text.ts'
import type { ReportedFile } from '../../model/report.ts'
import { addHash, category, type File, seenWithFile, set, setIn, state } from '../build.ts'
import type { Reading } from '../reading.ts'
import { fileAnnotations, relevances } from './codes.data.ts'
import { deviceEvent, ipEvent } from './cybertip-xml-person.ts'
import { keepElement, keepStray, many, once, readAttributes, type Take, text, textOf, XmlTable } from './xml-table.ts'
import type { XmlNode } from './xml-tree.ts'

/** A file and the number of the report that it says it belongs to. */
export interface XmlFile extends File {
  reportNumber?: string
}

type Flag = 'isViewed' | 'isExifViewed' | 'isPublic'

const claim =
  (name: Flag): Take<XmlFile> =>
  (node, { file }, reading) => {
    const raw = textOf(node, reading)
    if (raw !== '') file[name] = reading.boolean(raw, node)
  }

const takeRelevance: Take<XmlFile> = (node, { file }, reading) => {
  const raw = textOf(node, reading)
  if (raw !== '') file.relevance = reading.oneOf(raw, node, relevances) as ReportedFile['relevance']
}

const takeCategory: Take<XmlFile> = (node, { file }, reading) => {
  const raw = textOf(node, reading)
  if (raw !== '') file.category = category(raw, node, reading)
}

/** Empty elements whose names are what is said; one with the text `false` says nothing. */
export function annotations(node: XmlNode, codes: Record<string, string>, reading: Reading): string[] {
  readAttributes(node, reading, () => false)
  keepStray(node, reading)
  const found = new Set<string>()
  for (const child of node.children) {
    const known = Object.hasOwn(codes, child.name) ? codes[child.name] : undefined
    if (known === undefined) {
      keepElement(child, reading, 'annotation-unknown')
      continue
    }
    const raw = textOf(child, reading)
    if (raw === '' || reading.boolean(raw, child) !== false) found.add(known)
  }
  return [...found]
}

const takeHash: Take<XmlFile> = (node, into, reading) => {
  let type = ''
  const value = textOf(node, reading, (name, raw) => {
    if (name === 'hashType') type = raw
    return name === 'hashType'
  })
  addHash(into, { type, value }, node)
}

interface Detail {
  type?: string
  pairs: { name: string; value: string }[]
}

const pairTable = new XmlTable<{ name: string; value: string }>({
  name: once(text(set('name'))),
  value: once(text(set('value'))),
})

const detailTable = new XmlTable<Detail>({
  nameValuePair: many((node, detail, reading) => {
    const pair = { name: '', value: '' }
    pairTable.read(node, pair, reading)
    if (pair.name !== '' || pair.value !== '') detail.pairs.push(pair)
  }),
  type: once(
    text((value, detail) => {
      detail.type = firstOf(value, 16)
    }),
  ),
})

const takeDetails: Take<XmlFile> = (node, { file }, reading) => {
  const detail: Detail = { pairs: [] }
  detailTable.read(node, detail, reading)
  for (const pair of detail.pairs) file.details.push(detail.type ? { ...pair, type: detail.type } : pair)
}

export const fileTable = new XmlTable<XmlFile>({
  reportId: once(text(set('reportNumber'))),
  fileId: once(text(setIn('file', 'fileId'))),
  originalFileName: once(text(setIn('file', 'name'))),
  uploadedToEspTimestamp: once((node, { file }, reading) => {
    const raw = textOf(node, reading)
    if (raw !== '') file.uploadedAt = reading.time(raw, node)
  }),
  locationOfFile: once(text(setIn('file', 'place'))),
  fileViewedByEsp: once(claim('isViewed')),
  exifViewedByEsp: once(claim('isExifViewed')),
  publiclyAvailable: once(claim('isPublic')),
  fileRelevance: once(takeRelevance),
  fileAnnotations: once((node, { file }, reading) => {
    file.annotations = annotations(node, fileAnnotations, reading)
  }),
  industryClassification: once(takeCategory),
  originalFileHash: many(takeHash),
  ipCaptureEvent: many((node, into, reading) => seenWithFile(into, ipEvent(node, reading), node)),
  deviceId: many((node, into, reading) => seenWithFile(into, deviceEvent(node, reading), node)),
  details: many(takeDetails),
  additionalInfo: many(text((value, { file }) => state(file.statements, 'additional-info', value))),
})
