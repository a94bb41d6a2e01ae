import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  openCheckpoint,
  openNote,
  readCheckpointText,
  readNote,
  readVerifierLine,
  signCheckpoint,
  signerFrom,
  signNote,
  verifierFrom,
  verifierLine,
  verifierOf,
} from './checkpoint.ts'
import { emptyLineNote, exampleCheckpoint, exampleNote, goCheckpoint, goNote } from './checkpoint-vectors.data.ts'

const privateKey = (seed: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
const keyOf = (byte: number) => privateKey(Buffer.alloc(32, byte))

const signer = signerFrom(keyOf(3))
const verifier = verifierOf(signer)

describe('published examples', () => {
  test('notes open with their published keys', () => {
    for (const each of [exampleNote, goNote]) {
      expect(openNote(each.note, readVerifierLine(each.verifier)!)).toBe(each.text)
    }
  })

  test('the published test key signs the published bytes', () => {
    const peter = signerFrom(privateKey(Buffer.from(goNote.seed, 'hex')), goNote.name)
    expect(verifierLine(verifierOf(peter))).toBe(goNote.verifier)
    expect(signNote(goNote.text, peter)).toBe(goNote.note)
  })

  test('a text may have empty lines: the last one ends it', () => {
    const read = readNote(emptyLineNote.note)!
    expect(read.text).toBe(emptyLineNote.text)
    expect(read.signatures).toMatchObject([{ name: emptyLineNote.name, keyId: Buffer.from(emptyLineNote.keyId, 'hex') }])
  })

  test('checkpoints are read as printed', () => {
    for (const { note, origin, size, root } of [exampleCheckpoint, goCheckpoint]) {
      expect(readCheckpointText(readNote(note)!.text)).toEqual({ origin, size, root: Buffer.from(root, 'base64') })
    }
  })

  test("a checkpoint of Go's checksum database opens with the key of the go command, and only under its own origin", () => {
    const key = readVerifierLine(goCheckpoint.verifier)!
    expect(openCheckpoint(goCheckpoint.note, key, goCheckpoint.origin)?.size).toBe(goCheckpoint.size)
    expect(openCheckpoint(goCheckpoint.note, key)).toBeUndefined()
    expect(openCheckpoint(goCheckpoint.note.replace('63096908', '63096909'), key, goCheckpoint.origin)).toBeUndefined()
  })
})

describe('our own', () => {
  const root = Buffer.alloc(32, 9)
  const note = signCheckpoint({ size: 42, root }, signer)

  test('what is signed opens, and nothing else does', () => {
    expect(openCheckpoint(note, verifier)).toEqual({ origin: signer.name, size: 42, root })
    expect(openCheckpoint(note, readVerifierLine(verifierLine(verifier))!)).toBeDefined()
    expect(openCheckpoint(note, verifierFrom(createPublicKey(keyOf(4)), signer.name))).toBeUndefined()
    expect(openCheckpoint(note, verifierFrom(createPublicKey(keyOf(3)), 'other.example'))).toBeUndefined()
  })

  test('any single changed character closes it', () => {
    fc.assert(
      fc.property(fc.nat({ max: note.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (at, char) => {
        fc.pre(note[at] !== char)
        expect(openCheckpoint(note.slice(0, at) + char + note.slice(at + 1), verifier)).toBeUndefined()
      }),
    )
  })

  test('any cut closes it', () => {
    for (let end = 0; end < note.length; end += 1) expect(openCheckpoint(note.slice(0, end), verifier)).toBeUndefined()
  })

  test('signatures of unknown keys are passed over; a wrong one of ours is not', () => {
    const stranger = signNote(readNote(note)!.text, signerFrom(keyOf(5), 'witness.example')).split('\n\n')[1]!
    expect(openCheckpoint(note + stranger, verifier)).toBeDefined()
    const wrong = signCheckpoint({ size: 43, root }, signer).split('\n\n')[1]!
    expect(openCheckpoint(note + wrong, verifier)).toBeUndefined()
  })

  test('texts that are no checkpoint', () => {
    const key = root.toString('base64')
    const bad = [
      `a\n042\n${key}\n`,
      `a\n-1\n${key}\n`,
      `a\n1e3\n${key}\n`,
      `\n42\n${key}\n`,
      `a\n42\n${key}`,
      `a\n42\n${key.slice(4)}\n`,
    ]
    const worse = [`a\n42\n${key}\n\n`, 'a\n42\n', `a\n99999999999999999\n${key}\n`, `a\n42\n${key} \n`]
    expect([...bad, ...worse].map(readCheckpointText)).toEqual([...bad, ...worse].map(() => undefined))
    expect(readCheckpointText(`a\n0\n${key}\nan extension\n`)).toEqual({ origin: 'a', size: 0, root })
  })

  test('keys that are no keys', () => {
    const line = verifierLine(verifier)
    const bad = ['', 'a', line.replace('tipbridge', 'tipbridgf'), line.slice(0, -1), line.replace('+', ' +'), `${line} `]
    expect(bad.map(readVerifierLine)).toEqual(bad.map(() => undefined))
    expect(() => signerFrom(keyOf(3), 'two words')).toThrow('Not a name')
    expect(() => signerFrom(generateKeyPairSync('x25519').privateKey)).toThrow('Ed25519')
    expect(() => signNote('no newline', signer)).toThrow('newline')
  })
})
