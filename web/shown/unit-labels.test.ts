import { expect, it } from 'vitest'
import { unitLabels } from './unit-labels.ts'

it('tells units of one name apart by what they lie below', () => {
  const unit = (no: number, parentNo: number | null, en: string) => ({ no, parentNo, name: { en } })
  const units = [
    unit(1, null, 'Bihar'),
    unit(2, 1, 'Aurangabad'),
    unit(3, null, 'Maharashtra'),
    unit(4, 3, 'Aurangabad'),
    unit(5, 3, 'Nagpur'),
  ]
  expect([...unitLabels(units, 'en').values()]).toEqual([
    'Bihar',
    'Aurangabad (Bihar)',
    'Maharashtra',
    'Aurangabad (Maharashtra)',
    'Nagpur',
  ])
})
