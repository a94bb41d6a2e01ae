// What is written on a case is sealed like a note on a report, under a key of the case: derived, since a case is of several reports.
import { hkdfSync } from 'node:crypto'
import { open, seal } from '../base/seal.ts'

interface Place {
  caseId: string
  eventId: string
}

const KEY_BYTES = 32

const keyOf = (installation: Buffer, caseId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', installation, Buffer.alloc(0), `case/${caseId}`, KEY_BYTES))

const bound = ({ caseId, eventId }: Place) => `case_event/${caseId}/${eventId}/sealed_note`

/** Nothing written is nothing sealed. */
export const sealNote = (installation: Buffer, note: string, place: Place): Buffer | null =>
  note === '' ? null : seal(keyOf(installation, place.caseId), note, bound(place))

export const openNote = (installation: Buffer, sealed: Uint8Array, place: Place): string =>
  open(keyOf(installation, place.caseId), sealed, bound(place)).toString('utf8')
