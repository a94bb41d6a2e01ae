import { beforeEach, expect, test } from 'vitest'
import { announce, announced, dismiss, dismissOld, holdUndo, remark, takeBack, undoLast } from './announce.ts'

let undone = 0
const undo = () => {
  undone += 1
}

beforeEach(() => {
  dismiss()
  undone = 0
})

test('what remarks on a key that did nothing stands beside what can be undone', () => {
  announce('Offered', { undo })
  const being = remark('It is being sent')
  const why = remark('Why not')
  takeBack(being)
  expect(announced()).toMatchObject({ text: 'Offered', remark: { text: 'Why not' } })
  takeBack(why)
  expect(announced()).toMatchObject({ text: 'Offered', remark: undefined })
  remark('Why not')
  expect([undoLast(), undone, announced()]).toEqual([true, 1, undefined])
})

test('another deed is said in its place: what would be undone is always the last one', () => {
  announce('Offered', { undo })
  announce('Taken')
  expect([announced()?.text, undoLast(), undone]).toEqual(['Taken', false, 0])
  remark('Why not')
  expect(announced()).toMatchObject({ text: 'Why not' })
})

test('while something is on its way nothing before it is undone', () => {
  announce('Offered', { undo })
  const release = holdUndo()
  expect([undoLast(), undone, announced()?.text]).toEqual([true, 0, 'Offered'])
  release()
  release()
  expect([undoLast(), undone]).toEqual([true, 1])
})

test('on the way to another page an undo stays for a minute, anything else only while it was just said', () => {
  announce('Taken')
  dismissOld(announced()!.at + 4000)
  expect(announced()).toBeUndefined()
  announce('Offered', { undo })
  remark('Why not')
  dismissOld(announced()!.at + 59_000)
  expect(announced()).toMatchObject({ text: 'Offered', remark: undefined })
  dismissOld(announced()!.at + 61_000)
  expect(announced()).toBeUndefined()
})
