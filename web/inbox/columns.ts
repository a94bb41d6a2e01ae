// Which columns of the list this person sees: kept with the person, so that another screen shows the same.
import { useQueryClient } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { type Me, meQuery, useMe } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { remark } from '../ui/announce.ts'
import { failureText } from '../ui/ErrorMessage.tsx'
import { useSending } from '../ui/use-sending.ts'

export const optionalColumns = ['from', 'complete', 'candidate'] as const
export type OptionalColumn = (typeof optionalColumns)[number]

const widths: Record<OptionalColumn, string> = { from: '120px', complete: '46px', candidate: '118px' }
const keptAs = (name: OptionalColumn) => `inbox.${name}`

export function useColumns() {
  const { t } = useTexts()
  const { person } = useMe()
  const queries = useQueryClient()
  const show = (hiddenColumns: string[]) =>
    queries.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, person: { ...me.person, hiddenColumns } })
  const keep = useSending({
    mutationFn: (hiddenColumns: string[]) => ask('POST /api/me/preferences', { hiddenColumns }),
    onError: (error) => {
      remark(failureText(error, t('inbox.columnsNotKept')))
      queries.invalidateQueries(meQuery)
    },
  })
  const turn = (name: OptionalColumn) => {
    const before = person.hiddenColumns
    const next = before.includes(keptAs(name)) ? before.filter((one) => one !== keptAs(name)) : [...before, keptAs(name)]
    show(next)
    keep.mutate(next)
  }
  return { hidden: new Set(optionalColumns.filter((name) => person.hiddenColumns.includes(keptAs(name)))), turn }
}

/** The grid of a row, without what is hidden. */
export function gridOf(hidden: ReadonlySet<OptionalColumn>): string {
  const shown = optionalColumns.filter((name) => !hidden.has(name)).map((name) => widths[name])
  return ['15px', '60px', 'minmax(0, 1fr)', ...shown, '84px'].join(' ')
}
