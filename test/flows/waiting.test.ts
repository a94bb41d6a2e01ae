// The numbers of the rail: each for those whose work it is, and of the own unit only.
import { expect, test } from 'vitest'
import { dropFiles, readBatches } from '../intake.ts'
import { aReport } from '../make.ts'
import { as } from '../people.ts'
import { aWorld } from '../world.ts'

test('the rail counts what waits for the unit of the person, and nothing that the role does not see', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const admin = await as(world, 'national-desk', 'administrator')
  const waiting = async (who: typeof desk) => (await who.get('/api/waiting')).body
  expect(await waiting(desk)).toEqual({ inbox: 0, referrals: 0, overdue: 0, intake: 0 })
  expect(await waiting(admin)).toMatchObject({ inbox: null, referrals: null, overdue: null })
  const reports = []
  for (let n = 0; n < 3; n++) reports.push(await aReport(world, { holder: desk.unitNo }))
  const reportIds = reports.slice(0, 2).map((one) => one.reportId)
  await desk.post('/api/referrals', { reportIds, unitNo: harbour.unitNo })
  // A file of which nothing can be read, and one with a broken record: two things wait, the file of the record is not counted again.
  await dropFiles(world, desk, { files: { 'notes.txt': 'nothing of ours', 'tips.json': '[{"reportId": 1' } })
  await readBatches(world)
  expect(await waiting(desk)).toEqual({ inbox: 1, referrals: 0, overdue: 0, intake: 2 })
  expect(await waiting(harbour)).toEqual({ inbox: 0, referrals: 2, overdue: 0, intake: 0 })
  world.passDays(30)
  expect(await waiting(harbour)).toMatchObject({ referrals: 2, overdue: 2 })
})
