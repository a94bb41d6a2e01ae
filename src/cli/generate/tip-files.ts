// The files of a tip: hashes of bytes that were made for this and say nothing ("file 17 of seed 1"). About half are repeats: of the
// actor's own collection, of files that are known everywhere, of a bundle that goes round for days.
import { hash } from 'node:crypto'
import { fileWords } from './names.data.ts'
import type { Occasion } from './occasion.ts'
import { Random } from './random.ts'
import type { TipFile } from './tip.ts'

const label = 31
const MINUTE = 60_000
const REPORTS_PER_BUNDLE = 300

/** Which bundle of viral files an actor's report belongs to, and the day on which it goes round, as a share of the whole time. */
export function bundleOf(seed: number, [actor, of]: readonly [number, number]): { bundle: number; when: number } {
  const bundle = new Random(seed, label, 1, actor).below(Math.max(1, Math.floor(of / REPORTS_PER_BUNDLE)))
  return { bundle, when: new Random(seed, label, 2, bundle).below(900) / 1000 }
}

export function filesOf(occasion: Occasion): TipFile[] {
  const { plot, random, sender } = occasion
  if (sender.hashes.length === 0 && sender.kind !== 'mail') return []
  if (plot === 'spam') return []
  if (plot === 'contact' && random.chance(400)) return []
  if (plot === 'viral') return [viralFile(occasion)]
  const count = random.weighted(counts)
  const batch = random.chance(80) ? 'generativeAi' : random.chance(40) ? 'possibleSelfProduction' : undefined
  const files: TipFile[] = []
  for (let i = 0; i < count; i++) {
    const file = fileOf(occasion, identityOf(occasion))
    if (batch && !file.isSupplemental) file.annotations.push(batch)
    files.push(file)
  }
  return files
}

const counts: readonly (readonly [number, number])[] = [
  [1, 420],
  [2, 220],
  [3, 130],
  [4, 90],
  [6, 80],
  [10, 50],
  [18, 10],
]

/** Numbers that stand for the bytes of a file. */
function identityOf({ random, actor, of, nth }: Occasion): readonly number[] {
  const kind = random.below(100)
  if (kind < 30) return [1, Math.min(random.below(200 + of), random.below(200 + of), random.below(200 + of))]
  if (kind < 50) return [2, actor, random.below(8)]
  return [3, actor, nth, random.next()]
}

function viralFile(occasion: Occasion): TipFile {
  const { bundle } = bundleOf(occasion.story.seed, [occasion.actor, occasion.of])
  const file = fileOf(occasion, [4, bundle])
  file.isSupplemental = false
  file.category = file.category && 'B2'
  file.annotations.push('viral')
  if (bundle % 2 === 0) file.annotations.push('potentialMeme')
  return file
}

export function fileOf(occasion: Occasion, identity: readonly number[]): TipFile {
  const { sender, random, story, incidentAt } = occasion
  const bytes = `tipbridge file ${story.seed}/${identity.join('/')}`
  const own = new Random(story.seed, label, 3, ...identity)
  const isSupplemental = random.chance(70)
  const file: TipFile = {
    fileId: random.hex(32),
    isSupplemental,
    annotations: annotationsOf(occasion, own),
    md5: hash('md5', bytes),
    sha1: sender.hashes.includes('sha1') ? hash('sha1', bytes) : undefined,
    sha256: sender.hashes.includes('sha256') ? hash('sha256', bytes) : undefined,
    pdq: sender.hashes.includes('pdq') ? own.hex(64) : undefined,
    details: [],
  }
  if (!isSupplemental && random.chance(sender.category)) file.category = own.weighted(categories)
  if (random.chance(sender.fileFacts)) addFacts(occasion, file)
  if (sender.viewed !== 'unstated')
    file.isViewed = sender.viewed === 'always' || (sender.viewed === 'varies' && random.chance(500))
  if (sender.kind === 'cloud') file.isPublic = random.chance(150)
  if (random.chance(60)) file.uploadedAt = occasion.stamp(incidentAt - random.between(1, 3000) * MINUTE)
  return file
}

const categories: readonly (readonly ['A1' | 'A2' | 'B1' | 'B2', number])[] = [
  ['A1', 200],
  ['A2', 250],
  ['B1', 250],
  ['B2', 300],
]

function annotationsOf({ plot, random }: Occasion, own: Random): string[] {
  if (plot === 'viral' || plot === 'peer') return []
  if (own.chance(20)) return ['physicalHarm']
  if (own.chance(20)) return ['infant']
  return random.chance(15) ? ['liveStreaming'] : []
}

function addFacts({ random, incidentAt, stamp, sender }: Occasion, file: TipFile): void {
  const isClip = random.chance(250)
  file.name = `${isClip ? 'clip' : random.pick(fileWords)}_${random.digits(6)}.${isClip ? 'mp4' : 'jpg'}`
  file.uploadedAt = stamp(incidentAt - random.below(180) * 1000)
  if (sender.kind === 'image' || sender.kind === 'cloud') file.isExifViewed = random.chance(500)
  if (random.chance(120)) file.details.push({ name: 'Model', value: random.pick(['Arbo K4', 'Corvo 14', 'Skiff One']) })
  if (random.chance(80)) file.place = `https://${sender.name.toLowerCase().replaceAll(' ', '')}.example/f/${random.token(12)}`
}
