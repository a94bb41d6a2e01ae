// The account as it is seen, as CSV: one line for each number, with the part of the page it stands in.
import { nameIn, useTexts } from '../texts/Say.tsx'
import { csvOf, download } from '../ui/csv.ts'
import { isOfCase } from './Outcomes.tsx'
import type { Account } from './queries.ts'
import { unitColumns } from './Units.tsx'

type Line = { part: string; of: string; what: string; n: number }

export function useAccountCsv(account: Account | undefined) {
  const { t, has, language } = useTexts()
  return () => {
    if (!account) return
    const steps = account.steps.flatMap(({ step, n, parts }): Line[] => {
      const part = t('account.way')
      const of = has(`account.step_${step}`) ?? step
      const rest = parts.map((one) => ({
        part,
        of,
        what: has(`account.part_${step}_${one.code}`) ?? has(`account.part_${one.code}`) ?? one.code,
        n: one.n,
      }))
      return [{ part, of, what: t('account.all'), n }, ...rest]
    })
    const plain = (part: string, lines: readonly { of: string; n: number; what?: string }[]): Line[] =>
      lines.map(({ of, n, what }) => ({ part, of, what: what ?? t('account.all'), n }))
    const outcomes = account.outcomes.map((one) => ({
      of: nameIn(language, one.label),
      n: one.n,
      what: isOfCase(one) ? t('account.ofCase') : t('account.withoutCase'),
    }))
    const ages = account.ages.map((one) => ({ of: has(`account.age_${one.code}`) ?? one.code, n: one.n }))
    const senders = account.senders.map((one) => ({ of: one.name, n: one.n }))
    const ofUnit = (of: string, line: Account['unitsTotal']): Line[] =>
      unitColumns.map((key) => ({ part: t('account.units'), of, what: t(`account.col_${key}`), n: line[key].n }))
    const units = [
      ...account.units.flatMap((line) => ofUnit(nameIn(language, line.unit.name), line)),
      ...(account.units.length > 1 ? ofUnit(t('account.unitsTotal'), account.unitsTotal) : []),
    ]
    const lines = [
      ...steps,
      ...plain(t('account.outcomes'), outcomes),
      ...plain(t('account.agesLabel'), ages),
      ...units,
      ...plain(t('account.senders'), senders),
    ]
    const columns = [
      { head: t('account.csvPart'), text: (line: Line) => line.part },
      { head: t('account.csvOf'), text: (line: Line) => line.of },
      { head: t('account.csvWhat'), text: (line: Line) => line.what },
      { head: t('cases.sReports'), text: (line: Line) => line.n },
    ]
    download(`account-${account.countedAt.slice(0, 10)}.csv`, csvOf(columns, lines))
  }
}
