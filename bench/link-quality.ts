// How well the linker did on generated reports: precision over actors, recall over what the documents show (DIR-truth.csv).
import { readFileSync } from 'node:fs'

export interface LinkQuality {
  precision: number
  recall: number
  largestCluster: number
  largestActor: number
}

/** `clusterOf`: the cluster of each report by the source's number. */
export function linkQuality(truthFile: string, clusterOf: ReadonlyMap<string, string>): LinkQuality {
  const rows = readFileSync(truthFile, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',') as [report: string, actor: string, shown: string])
  const count = (of: (row: (typeof rows)[number]) => string) => {
    const sizes = new Map<string, number>()
    for (const row of rows) sizes.set(of(row), (sizes.get(of(row)) ?? 0) + 1)
    return sizes
  }
  const cluster = ([report]: readonly string[]) => clusterOf.get(report!) ?? `none ${report}`
  const clusters = count(cluster)
  const right = pairs(count((row) => `${cluster(row)} ${row[1]}`))
  const found = pairs(count((row) => `${cluster(row)} ${row[2]}`))
  return {
    precision: right / pairs(clusters),
    recall: found / pairs(count(([, , shown]) => shown)),
    largestCluster: Math.max(...clusters.values()),
    largestActor: Math.max(...count(([, actor]) => actor).values()),
  }
}

const pairs = (sizes: ReadonlyMap<string, number>): number => [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
