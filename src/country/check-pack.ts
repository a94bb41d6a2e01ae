// What no single file can say: every reference leads somewhere, every text is there in every language, ranges do not overlap.

import { checkWording } from './check-wording.ts'
import { type EntryRef, entryName } from './entry.ts'
import type { Complain, Fault } from './faults.ts'
import { ipSpan } from './ip-number.ts'
import { formatNumber } from './numbers.ts'
import type { Pack } from './pack.ts'
import { clockSteps } from './pack-files.ts'
import type { PackFolder } from './read-files.ts'

export function checkPack(pack: Pack, opened: PackFolder): Fault[] {
  const faults: Fault[] = []
  const complain: Complain = (where, path, message) => {
    const place = typeof where === 'string' ? { file: `${opened.label}/${where}`, path: '' } : opened.where.get(entryName(where))
    if (place !== undefined) faults.push({ file: place.file, path: `${place.path}${path}`, message })
  }
  checkHead(pack, complain)
  checkAgencies(pack, complain)
  checkPlaces(pack, complain)
  checkOffences(pack, complain)
  checkClocks(pack, complain)
  checkLadders(pack, complain)
  checkRanges(pack, complain)
  checkSenders(pack, complain)
  checkSeries(pack, complain)
  checkLanguages(pack, complain)
  checkWording(pack, complain)
  return faults
}

const ids = (list: readonly { id: string }[]): Set<string> => new Set(list.map((entry) => entry.id))

function checkHead(pack: Pack, complain: Complain): void {
  const agencies = ids(pack.agencies)
  for (const name of ['root', 'desk'] as const) {
    if (!agencies.has(pack[name])) complain('pack.json', `/${name}`, `no agency '${pack[name]}'`)
  }
  const house = pack.senders.find((sender) => sender.id === pack.clearingHouse)
  if (house === undefined) complain('pack.json', '/clearingHouse', `no sender '${pack.clearingHouse}'`)
  else if (house.desk === undefined) complain('pack.json', '/clearingHouse', `sender '${house.id}' has no desk`)
  if (pack.numbers.from >= pack.numbers.to) complain('pack.json', '/numbers', 'ends before it begins')
  for (const language of pack.languages) {
    if (pack.numberLocales[language] === undefined) complain('pack.json', '/numberLocales', `has no locale for '${language}'`)
  }
}

function checkAgencies(pack: Pack, complain: Complain): void {
  const all = ids(pack.agencies)
  const before = new Set<string>()
  for (const agency of pack.agencies) {
    const { parent } = agency
    if (parent === undefined && agency.id !== pack.root)
      complain(agency, '/parent', `is missing, and this is not the root '${pack.root}'`)
    if (parent !== undefined && !all.has(parent)) complain(agency, '/parent', `no agency '${parent}'`)
    else if (parent !== undefined && !before.has(parent)) complain(agency, '/parent', `'${parent}' stands after it`)
    for (const substitute of agency.substitutes)
      if (!all.has(substitute)) complain(agency, '/substitutes', `no agency '${substitute}'`)
    before.add(agency.id)
  }
}

function checkPlaces(pack: Pack, complain: Complain): void {
  const agencies = ids(pack.agencies)
  const places = ids(pack.places)
  for (const place of pack.places) {
    if (!agencies.has(place.agency)) complain(place, '/agency', `no agency '${place.agency}'`)
    if (place.parent !== undefined && !places.has(place.parent)) complain(place, '/parent', `no place '${place.parent}'`)
  }
  for (const row of [...pack.ipRanges, ...pack.phoneRanges, ...pack.postcodes, ...pack.codes]) {
    if (row.place !== undefined && !places.has(row.place)) complain(row, '/place', `no place '${row.place}'`)
  }
}

const isBackwards = (entry: { appliesFrom?: string; appliesTo?: string }): boolean =>
  entry.appliesFrom !== undefined && entry.appliesTo !== undefined && entry.appliesFrom > entry.appliesTo

function checkOffences(pack: Pack, complain: Complain): void {
  const offences = ids(pack.offences)
  for (const offence of pack.offences) {
    if (isBackwards(offence)) complain(offence, '/appliesTo', 'ends before it begins')
    for (const name of ['predecessors', 'successors'] as const) {
      for (const other of offence[name].filter((id) => !offences.has(id))) complain(offence, `/${name}`, `no offence '${other}'`)
    }
  }
}

function checkClocks(pack: Pack, complain: Complain): void {
  for (const clock of pack.clocks) {
    if (isBackwards(clock)) complain(clock, '/appliesTo', 'ends before it begins')
    const isTimed = clock.unit !== undefined && clock.unit !== 'at-once'
    if (isTimed !== (clock.duration !== undefined)) complain(clock, '/duration', 'does not fit the unit')
    if ((clock.warnBefore === undefined) !== (clock.warnUnit === undefined))
      complain(clock, '/warnBefore', 'and warnUnit go together')
    if (clock.step !== undefined && !isTimed) complain(clock, '/step', 'needs a duration')
  }
  for (const step of clockSteps) {
    for (const urgency of ['danger', 'ordinary']) {
      const fitting = pack.clocks.filter((clock) => clock.step === step && clock.isOn && (clock.urgency ?? urgency) === urgency)
      if (fitting.length === 0)
        complain(
          'clocks.csv',
          '',
          `no clock is on for '${step}' of a report of ${urgency === 'danger' ? 'danger' : 'the ordinary kind'}`,
        )
    }
  }
  const agencies = ids(pack.agencies)
  for (const outcome of [...pack.reportOutcomes, ...pack.caseOutcomes]) {
    for (const unit of outcome.within.filter((id) => !agencies.has(id))) complain(outcome, '/within', `no agency '${unit}'`)
  }
}

function checkLadders(pack: Pack, complain: Complain): void {
  const ladders = [
    { file: 'scoring.json', path: '/bands', steps: pack.scoring.bands },
    { file: 'jurisdiction.json', path: '/strengths', steps: pack.jurisdiction.strengths },
  ]
  for (const { file, path, steps } of ladders) {
    const isFalling = steps.every((step, index) => index === 0 || step.from < steps[index - 1]!.from)
    if (steps.length !== 4 || new Set(steps.map((step) => step.id)).size !== 4)
      complain(file, path, 'must name each of the four once')
    else if (!isFalling) complain(file, path, 'must fall from the highest to the lowest')
    else if (steps[3]!.from !== 0) complain(file, path, 'must end with from 0')
  }
  for (const rules of [pack.scoring.rules, pack.jurisdiction.rules]) {
    const signals = new Set<string>()
    for (const rule of rules) {
      if (signals.has(rule.signal)) complain(rule, '/id', `a second version of '${rule.signal}'`)
      signals.add(rule.signal)
    }
  }
}

function checkRanges(pack: Pack, complain: Complain): void {
  const spans = pack.ipRanges.flatMap((row) => {
    const span = ipSpan(row.range)
    if (span === undefined) complain(row, '/range', `'${row.range}' is no range of addresses`)
    return span === undefined ? [] : [{ ...span, row }]
  })
  spans.sort((a, b) => a.version - b.version || (a.from < b.from ? -1 : 1))
  for (const [index, span] of spans.entries()) {
    const last = spans[index - 1]
    if (last?.version === span.version && span.from <= last.to) complain(span.row, '/range', `overlaps ${last.row.range}`)
  }
}

function checkSenders(pack: Pack, complain: Complain): void {
  const agencies = ids(pack.agencies)
  const names = new Map<string, string>()
  for (const sender of pack.senders) {
    if (sender.desk !== undefined && !agencies.has(sender.desk)) complain(sender, '/desk', `no agency '${sender.desk}'`)
    for (const name of [sender.name, ...sender.aliases].map((given) => given.toLowerCase())) {
      const other = names.get(name)
      if (other !== undefined && other !== sender.id) complain(sender, '/name', `'${name}' is a name of '${other}' too`)
      names.set(name, sender.id)
    }
  }
}

function checkSeries(pack: Pack, complain: Complain): void {
  const agencies = ids(pack.agencies)
  for (const series of pack.series) {
    const sample = formatNumber(series, { serial: 27, year: 2026 })
    if (!new RegExp(series.shape, 'u').test(sample)) complain(series, '/shape', `does not let its own number ${sample} pass`)
    if (series.kinds.length + series.agencies.length === 0)
      complain(series, '/kinds', 'and agencies are empty: the series belongs to no unit')
    for (const unit of series.agencies.filter((id) => !agencies.has(id))) complain(series, '/agencies', `no agency '${unit}'`)
  }
}

function checkLanguages(pack: Pack, complain: Complain): void {
  const first = pack.languages.slice(0, 1)
  const { languages } = pack
  const checker = (path: string, needed: readonly string[]) => (where: string | EntryRef, words: Record<string, string>) => {
    for (const language of needed.filter((one) => words[one] === undefined)) complain(where, path, `has no text in '${language}'`)
  }
  checker('/name', languages)('pack.json', pack.name)
  const nameInFirst = checker('/name', first)
  const labelInFirst = checker('/label', first)
  const label = checker('/label', languages)
  for (const named of [...pack.agencies, ...pack.places]) nameInFirst(named, named.name)
  for (const offence of pack.offences) labelInFirst(offence, offence.label)
  for (const clock of pack.clocks) (clock.step === undefined ? labelInFirst : label)(clock, clock.label)
  const labelled = [...pack.reportOutcomes, ...pack.caseOutcomes, ...pack.scoring.completeness, ...pack.series]
  for (const entry of labelled) label(entry, entry.label)
  for (const [at, step] of pack.scoring.bands.entries()) checker(`/bands/${at}/label`, languages)('scoring.json', step.label)
  for (const [at, step] of pack.jurisdiction.strengths.entries())
    checker(`/strengths/${at}/label`, languages)('jurisdiction.json', step.label)
}
