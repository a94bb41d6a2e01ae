// What other reports say about one report, as its holder may know it: those it may see in full, the others as a number. Pure data;
// linked-facts.ts gathers it by set.

export interface LinkedFacts {
  /** Other reports of the cluster that the holder may see, and how many it may not. */
  shown: number
  hidden: number
  /** Senders of the shown ones and of the report itself, each once. */
  senders: number
  /** One of the shown ones was there before. */
  hasEarlier: boolean
  /** The strongest kind of identifier by which the report hangs on its cluster. */
  identifier: string
  /** Newest first, some of the shown ones. */
  reportIds: string[]
  /** Cases of the shown ones, and how many cases among the others. */
  cases: { caseId: string; number: string }[]
  hiddenCases: number
  /** Who holds the others: for the candidates. */
  holders: LinkedHolder[]
  /** Units that returned this report, or one of its cluster, and how often, as far as the holder may know. */
  returns: { no: number; count: number }[]
  /** In how many other reports the hashes of each file stand, by ordinal; a file without a hash is absent. */
  filesElsewhere: Map<number, number>
  /** Exact hashes of its files that stand in other reports, and in how many: to some of those, this one may be news. */
  hashesElsewhere: Map<string, number>
  /** In how many other reports a recipient or victim is suspect. */
  recipientAsSuspect: number
}

export interface LinkedHolder {
  no: number
  reports: number
  /** The number of a case that it holds, where the holder of the report may see it. */
  caseNumber?: string
  caseId?: string
  hasCase: boolean
}

export const nothingLinked = (): LinkedFacts => ({
  shown: 0,
  hidden: 0,
  senders: 1,
  hasEarlier: false,
  identifier: '',
  reportIds: [],
  cases: [],
  hiddenCases: 0,
  holders: [],
  returns: [],
  filesElsewhere: new Map(),
  hashesElsewhere: new Map(),
  recipientAsSuspect: 0,
})
