// Reports that a person holds apart: one from another (a rejected link), or a list from the rest that the person saw (a split).
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'
import { decide, seenReports } from './decisions.ts'

const list = z.array(z.uuid()).min(1).max(200)

export const reject = action({
  name: 'link.reject',
  needs: 'link:decide',
  input: z.object({ reportIds: list, from: list, reason: z.string().trim().min(3, 'at least three signs').max(2000) }),
  async run(doing, { reportIds, from, reason }) {
    const [left, right] = [new Set(reportIds), new Set(from)]
    if ([...left].some((id) => right.has(id))) refuse('invalid', 'on-both-sides')
    const members = [...left, ...right]
    await seenReports(doing, members)
    return decide(doing, { kind: 'apart', members, sides: members.map((id) => (left.has(id) ? 0 : 1)), reason })
  },
})
