// One of the site's units, by name; closed ones say why they cannot be taken.
import { useQuery } from '@tanstack/react-query'
import { agenciesQuery } from '../reports/queries.ts'
import { unitLabels } from '../shown/unit-labels.ts'
import { useTexts } from '../texts/Say.tsx'
import { Pick } from '../ui/Pick.tsx'

type Props = {
  label: string
  value: string
  onChange: (unitNo: string) => void
  autoFocus?: boolean
  /** Only these units. */
  only?: readonly number[]
}

export function UnitPick({ label, value, onChange, autoFocus, only }: Props) {
  const { has, language } = useTexts()
  const agencies = useQuery(agenciesQuery).data ?? []
  const labels = unitLabels(agencies, language)
  const options = agencies
    .filter((agency) => !only || only.includes(agency.no))
    .map((agency) => ({
      value: String(agency.no),
      label: labels.get(agency.no)!,
      sub: has(`agencyKind.${agency.kind}`) ?? agency.kind,
      whyNot: agency.isActive ? undefined : has('whyNot.unit-is-closed'),
    }))
  return <Pick label={label} options={options} value={value} onChange={onChange} autoFocus={autoFocus} />
}
