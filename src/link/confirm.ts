// Reports that a person holds together, whatever the values say.
import { z } from 'zod'
import { action } from '../work/action.ts'
import { decide, seenReports } from './decisions.ts'

export const confirm = action({
  name: 'link.confirm',
  needs: 'link:decide',
  input: z.object({
    reportIds: z.array(z.uuid()).min(2).max(200),
    reason: z.string().trim().min(3, 'at least three signs').max(2000),
  }),
  async run(doing, { reportIds, reason }) {
    const members = [...new Set(reportIds)]
    await seenReports(doing, members)
    return decide(doing, { kind: 'together', members, sides: members.map(() => 0), reason })
  },
})
