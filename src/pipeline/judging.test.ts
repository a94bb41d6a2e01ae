// A report that is judged again is opened only as far as its judging needs: it must come to the same as with everything in clear.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyContent } from '../../test/contents.ts'
import { packs } from '../../test/packs.ts'
import { agencyRows } from '../country/agencies.ts'
import { agencyTree } from '../country/agency-tree.ts'
import { enrich } from '../enrich/enrich.ts'
import { newDataKey, openForJudging, sealContent } from '../intake/sealing.ts'
import { deriveKeys, ownDate } from '../link/keys.ts'
import type { Content } from '../model/report.ts'
import { candidates } from '../refer/candidates.ts'
import { completeness } from '../triage/completeness.ts'
import { nothingLinked } from '../triage/linked.ts'
import { score } from '../triage/score.ts'
import { subjectOf } from '../triage/subject.ts'

const pack = packs.get('xx')!
const tree = agencyTree(agencyRows(pack).map((row) => ({ ...row, isActive: true })))
const holderNo = tree.bySlug('xx', 'national-desk')!.no
const geo = { lookUp: () => undefined, dataOn: '2026-01-01', source: 'none' }
const receivedAt = new Date('2026-11-20T07:00:00Z')
const row = { reportId: '00000000-0000-8000-8000-000000000001', version: 1, rendition: 0 }
const { key } = newDataKey(Buffer.alloc(32, 1), row.reportId)

function judged(content: Content<string>) {
  const enriched = enrich(content, geo, pack)
  const given = { content, enriched, linked: nothingLinked(), receivedAt }
  return {
    enriched,
    score: score(given, pack),
    completeness: completeness(given, pack),
    subject: subjectOf(content, enriched, pack),
    candidates: candidates(given, { pack, tree, holderNo }),
    keys: deriveKeys(content, Buffer.alloc(32, 2)),
    at: ownDate(content),
  }
}

it('judges by what it opens exactly as by everything', () => {
  const check = (content: Content<string>) => {
    expect(judged(openForJudging(sealContent(content, key, row), key, row))).toEqual(judged(content))
  }
  fc.assert(fc.property(anyContent, check), { numRuns: 300 })
})
