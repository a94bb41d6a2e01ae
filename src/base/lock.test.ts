import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LockedError, lockHolder, takeLock } from './lock.ts'
import { bootId, startTicks } from './processes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function aDeadPid(): Promise<number> {
  const child = spawn('/bin/true')
  await once(child, 'exit')
  return child.pid!
}

const leaveLock = (pid: number, ticks: number) =>
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, startTicks: ticks, boot: bootId(), purpose: 'serve', nonce: 'dead' }))

it('lets one in, names it to the second, and lets the next in afterwards', async () => {
  const first = await takeLock(folder, 'serve')
  await expect(takeLock(folder, 'receive')).rejects.toThrow(LockedError)
  await expect(takeLock(folder, 'receive')).rejects.toThrow(`'serve' runs on it as process ${process.pid}`)
  expect(await lockHolder(folder)).toMatchObject({ purpose: 'serve' })
  await first.release()
  expect(await lockHolder(folder)).toBeUndefined()
  await (await takeLock(folder, 'receive')).release()
  expect(readdirSync(folder)).toEqual([])
})

it('takes over from the dead, also when its number belongs to another process now', async () => {
  leaveLock(await aDeadPid(), 1)
  await (await takeLock(folder, 'serve')).release()
  leaveLock(process.pid, startTicks(process.pid)! - 1)
  const lock = await takeLock(folder, 'serve')
  expect(readdirSync(folder)).toEqual(['lock'])
  expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')).pid).toBe(process.pid)
  await lock.release()
})

it('has one winner when many find the same dead lock', async () => {
  const dead = await aDeadPid()
  for (let round = 0; round < 20; round++) {
    leaveLock(dead, 1)
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(folder, 'serve')))
    const won = tries.filter((one) => one.status === 'fulfilled')
    expect(won).toHaveLength(1)
    await won[0]!.value.release()
    expect(readdirSync(folder)).toEqual([])
  }
})

it('follows a successor that died before it tidied up', async () => {
  leaveLock(await aDeadPid(), 1)
  const heir = { pid: await aDeadPid(), startTicks: 1, boot: bootId(), purpose: 'serve', nonce: 'heir' }
  writeFileSync(join(folder, 'lock.after.dead'), JSON.stringify(heir))
  const lock = await takeLock(folder, 'serve')
  await expect(takeLock(folder, 'serve')).rejects.toThrow(LockedError)
  await lock.release()
  expect(readdirSync(folder)).toEqual([])
})

it('takes over what a power cut left empty', async () => {
  writeFileSync(join(folder, 'lock'), '')
  expect(await lockHolder(folder)).toBeUndefined()
  const lock = await takeLock(folder, 'serve')
  expect(await lockHolder(folder)).toMatchObject({ purpose: 'serve' })
  await lock.release()
  expect(readdirSync(folder)).toEqual([])
})
