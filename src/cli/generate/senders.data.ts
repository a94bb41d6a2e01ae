// Invented senders and their habits: what each fills in, which claims it sends as a constant, how it writes times. All numbers are out
// of a thousand. What a sender leaves out is as much a habit as what it sends.
export type Plot = 'files' | 'contact' | 'coercion' | 'viral' | 'spam' | 'page' | 'peer'
export type SenderKind = 'chat' | 'image' | 'mail' | 'cloud' | 'games' | 'phone' | 'peer' | 'hotline'

export interface Sender {
  name: string
  kind: SenderKind
  /** Written as espService; absent where the sender never fills it. */
  service?: string
  /** Share of the actors' services. */
  weight: number
  /** Knows the newest members of the format. */
  isNewest: boolean
  /** `always` is a constant that it sends with every file. */
  viewed: 'always' | 'never' | 'varies' | 'unstated'
  zone: 'utc' | 'local' | 'none'
  email: number
  phone: number
  device: number
  /** A whole IPv6 address among the IP events. */
  v6: number
  port: number
  fullName: number
  address: number
  screenName: number
  profileUrl: number
  category: number
  escalates: number
  hashes: readonly ('sha1' | 'sha256' | 'pdq')[]
  /** File names, upload times, EXIF. */
  fileFacts: number
  plots: readonly (readonly [Plot, number])[]
}

export const senders: readonly Sender[] = [
  {
    name: 'Quaychat', kind: 'chat', service: 'Quaychat', weight: 300, isNewest: true, viewed: 'always', zone: 'local',
    email: 350, phone: 800, device: 350, v6: 400, port: 850, fullName: 300, address: 60, screenName: 950, profileUrl: 100, category: 900, escalates: 25,
    hashes: ['sha256'], fileFacts: 600, plots: [['files', 640], ['contact', 80], ['coercion', 50], ['viral', 190], ['spam', 40]],
  },
  {
    name: 'Pixelquay', kind: 'image', service: 'Pixelquay', weight: 260, isNewest: true, viewed: 'varies', zone: 'utc',
    email: 700, phone: 450, device: 500, v6: 550, port: 250, fullName: 350, address: 30, screenName: 980, profileUrl: 950, category: 850, escalates: 10,
    hashes: ['sha1', 'pdq'], fileFacts: 700, plots: [['files', 620], ['viral', 300], ['coercion', 20], ['contact', 20], ['spam', 40]],
  },
  {
    name: 'Northlight Mail', kind: 'mail', weight: 120, isNewest: false, viewed: 'unstated', zone: 'none',
    email: 1000, phone: 350, device: 0, v6: 250, port: 0, fullName: 800, address: 150, screenName: 50, profileUrl: 0, category: 100, escalates: 4,
    hashes: [], fileFacts: 900, plots: [['files', 900], ['contact', 100]],
  },
  {
    name: 'Cloudbarn', kind: 'cloud', service: 'Cloudbarn Storage', weight: 180, isNewest: true, viewed: 'never', zone: 'utc',
    email: 950, phone: 500, device: 150, v6: 450, port: 950, fullName: 500, address: 200, screenName: 100, profileUrl: 0, category: 700, escalates: 2,
    hashes: ['sha1', 'sha256', 'pdq'], fileFacts: 900, plots: [['files', 1000]],
  },
  {
    name: 'Quayside Games', kind: 'games', service: 'Quayside Games', weight: 50, isNewest: false, viewed: 'unstated', zone: 'utc',
    email: 500, phone: 350, device: 550, v6: 300, port: 700, fullName: 100, address: 20, screenName: 1000, profileUrl: 0, category: 0, escalates: 40,
    hashes: [], fileFacts: 0, plots: [['contact', 600], ['coercion', 150], ['spam', 250]],
  },
  {
    name: 'Fenmobile', kind: 'phone', weight: 20, isNewest: false, viewed: 'unstated', zone: 'local',
    email: 0, phone: 1000, device: 900, v6: 300, port: 900, fullName: 900, address: 800, screenName: 0, profileUrl: 0, category: 0, escalates: 10,
    hashes: [], fileFacts: 0, plots: [['contact', 700], ['coercion', 300]],
  },
  {
    name: 'Reedshare Watch', kind: 'peer', weight: 40, isNewest: false, viewed: 'varies', zone: 'utc',
    email: 0, phone: 0, device: 0, v6: 700, port: 1000, fullName: 0, address: 0, screenName: 0, profileUrl: 0, category: 500, escalates: 0,
    hashes: ['sha1'], fileFacts: 1000, plots: [['peer', 1000]],
  },
  {
    name: 'Hotline Port State', kind: 'hotline', weight: 30, isNewest: false, viewed: 'unstated', zone: 'none',
    email: 120, phone: 80, device: 0, v6: 0, port: 0, fullName: 60, address: 0, screenName: 150, profileUrl: 0, category: 0, escalates: 15,
    hashes: [], fileFacts: 0, plots: [['page', 1000]],
  },
]
