// Which rules a score came from, as an officer reads it: of `program, pack` the part that a pack decides, as the month or day it names.

export function rulesOf(ruleVersion: string, locale: string): string {
  const version = ruleVersion.split(', ').at(-1) ?? ruleVersion
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(version) ?? []
  if (!year || !month) return version
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  const on = day ? { day: 'numeric' as const } : {}
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric', ...on }).format(at)
}
