// What the dialogs of register, re-register, settle and close offer: series, offences with what is not verified, outcomes.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { formatNumber, isGivenOut, seriesOf } from '../country/numbers.ts'
import { outcomesFor } from '../country/outcomes.ts'
import type { AgencyKind, Pack } from '../country/pack.ts'
import { packOf } from '../country/packs-of.ts'
import { namesShape } from '../model/named.ts'
import { action } from '../work/action.ts'

const named = z.array(z.object({ id: z.string(), label: namesShape }))

export const choicesShape = z.object({
  mayRegister: z.boolean(),
  series: z.array(z.object({ id: z.string(), label: namesShape, example: z.string(), isGivenOut: z.boolean() })),
  offences: z.array(
    z.object({ id: z.string(), act: z.string(), section: z.string(), label: namesShape, isVerified: z.boolean() }),
  ),
  caseOutcomes: named,
  reportOutcomes: named,
})

export const caseChoices = action({
  name: 'case.choices',
  needs: 'case:see',
  input: z.object({ unitNo: z.number().int().optional() }),
  isPlain: true,
  async run({ sql, actor, world }, { unitNo }) {
    const [unit] = await sql<{ slug: string; kind: string; pack: string; may_register: boolean }>`
      select slug, kind, pack, may_register from agency where no = ${unitNo ?? actor.unit.no}`
    if (!unit) return refuse('missing', 'no-such-unit')
    return choicesOf(packOf(world, unit.pack), unit)
  },
})

function choicesOf(pack: Pack, unit: { slug: string; kind: string; may_register: boolean }) {
  const series = seriesOf(pack, { id: unit.slug, kind: unit.kind as AgencyKind })
  const named = (of: 'case' | 'report') => outcomesFor(pack, of, unit.slug).map(({ id, label }) => ({ id, label }))
  return {
    mayRegister: unit.may_register,
    series: series.map((one) => ({
      id: one.id,
      label: one.label,
      example: formatNumber(one, { serial: 27, year: 2026 }),
      isGivenOut: isGivenOut(one),
    })),
    offences: pack.offences
      .filter((one) => one.isOn && one.struckDownOn === undefined)
      .map(({ id, act, section, label, isConfirmed }) => ({ id, act, section, label, isVerified: isConfirmed })),
    caseOutcomes: named('case'),
    reportOutcomes: named('report'),
  }
}
