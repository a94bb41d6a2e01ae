// A synthetic tip before it is written in any format, and the values in it that hold reports together. Both writers and the truth read
// nothing else, so the same tip in XML and in JSON states the same facts.

/** An instant; `offset` in minutes as it will be written, null where the sender writes no zone. */
export interface Stamp {
  at: number
  offset: number | null
}

/** A value that many unrelated people have (a placeholder, a proxy): the truth does not count it. */
interface MaybeShared {
  isShared?: boolean
}

export interface IpCapture extends MaybeShared {
  ip: string
  event: string
  time?: Stamp
  port?: number
  isProxy?: boolean
}

export interface Phone extends MaybeShared {
  value: string
  type?: string
  isVerified?: boolean
  verifiedAt?: Stamp
}

export type Email = Phone

export interface Device extends MaybeShared {
  idType: string
  value: string
  event?: string
  time?: Stamp
}

export interface Address {
  street: string
  city: string
  zipCode: string
  region: string
  country: string
  type?: string
}

export interface Account extends MaybeShared {
  service: string
  id: string
}

export interface Location {
  city: string
  region: string
  country: string
}

export interface Associated {
  accountType: string
  account: Account
  screenName?: string
  emails: Email[]
}

export interface Party {
  firstName?: string
  lastName?: string
  age?: number
  isAgeInDoubt?: boolean
  dateOfBirth?: string
  phones: Phone[]
  emails: Email[]
  addresses: Address[]
  account?: Account
  isCompromised?: boolean
  screenName?: string
  displayNames: string[]
  profileUrls: string[]
  bio?: string
  ips: IpCapture[]
  devices: Device[]
  school?: string
  priorReports: string[]
  isDisabled?: boolean
  location?: Location
  associated: Associated[]
  note?: string
}

export interface TipFile {
  fileId: string
  name?: string
  uploadedAt?: Stamp
  place?: string
  isViewed?: boolean
  isExifViewed?: boolean
  isPublic?: boolean
  isSupplemental: boolean
  annotations: string[]
  category?: string
  md5: string
  sha1?: string
  sha256?: string
  pdq?: string
  ip?: IpCapture
  details: { name: string; value: string }[]
}

export type Detail =
  | { kind: 'webPage'; urls: string[]; isThirdParty?: boolean }
  | { kind: 'email'; addresses: string[]; content?: string }
  | { kind: 'chatIm'; client: string; room?: string }
  | { kind: 'onlineGaming'; game: string; console?: string }
  | { kind: 'cellPhone'; phone: string }
  | { kind: 'peer2peer'; client: string; ips: IpCapture[]; fileNames: string }

export interface Tip {
  number: string
  /** When the clearing-house received it. */
  receivedAt: number
  sender: string
  reporterContact?: { firstName?: string; lastName: string; email: string }
  legalUrl?: string
  incidentType: string
  platform?: string
  escalation?: string
  annotations: string[]
  batched?: string
  incidentAt: Stamp
  timeDescription?: string
  details: Detail[]
  lawEnforcement?: { agency: string; caseNumber: string }
  suspect?: Party
  recipients: Party[]
  victims: Party[]
  files: TipFile[]
  note?: string
}

export const emptyParty = (): Party => ({
  phones: [],
  emails: [],
  addresses: [],
  displayNames: [],
  profileUrls: [],
  ips: [],
  devices: [],
  priorReports: [],
  associated: [],
})

const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))
const DAY_SECONDS = 86_400
const days = new Map<number, string>()

function dayOf(day: number): string {
  const known = days.get(day)
  if (known) return known
  const text = new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10)
  days.set(day, text)
  return text
}

/** ISO 8601, with whole seconds; `Z` for offset 0, nothing where no zone is written. */
export function written({ at, offset }: Stamp): string {
  const seconds = Math.floor(at / 1000) + (offset ?? 0) * 60
  const day = Math.floor(seconds / DAY_SECONDS)
  const left = seconds - day * DAY_SECONDS
  const clock = `${two[Math.floor(left / 3600)]}:${two[Math.floor(left / 60) % 60]}:${two[left % 60]}`
  const local = `${dayOf(day)}T${clock}`
  if (offset === null) return local
  if (offset === 0) return `${local}Z`
  const minutes = Math.abs(offset)
  return `${local}${offset < 0 ? '-' : '+'}${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}`
}
