// How a field of a report is called, in the reader's language: the one place for the names that the server uses in the difference of
// versions (`suspect 1 · age`, `file 9f2c01ab34cd · category`) and in what it reveals (`chat narrative`, `file 2 place`).
// A name that nobody foresaw stands there in a readable form, never as a code.
import type { TextKey, Values } from '../texts/texts.ts'

export type Speaker = { t: (key: TextKey, values?: Values) => string; has: (key: string) => string | undefined }

/** How the report that is shown calls its people and files. */
export type Names = {
  person?: (role: string, ordinal: number) => string | undefined
  file?: (hash: string) => number | undefined
}

const slug = (name: string) => name.trim().replaceAll(' ', '-')

/** `viewedBy_provider` → `viewed by provider`. */
export const readable = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, (_all, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll(/[-_./\s]+/g, ' ')
    .trim()

const tables = ['fieldName', 'sealedField', 'topic', 'identifierKind', 'flag', 'claimCode', 'annotation', 'incidentKind'] as const

/** The word for one name, from any of the lists that the server draws from. */
function word(name: string, { has }: Speaker, lists: readonly string[] = tables): string | undefined {
  for (const list of lists) {
    const found = has(`${list}.${slug(name)}`)
    if (found) return found
  }
  return undefined
}

export function fieldWords(field: string, speaker: Speaker, names: Names = {}): string {
  const { t } = speaker
  const parts = field.split(' · ')
  const [about = '', what] = parts
  const whose = aboutWords(about, speaker, names)
  if (what !== undefined) {
    return t('fieldName.of', { who: whose ?? readable(about), what: fileNote(about, what, speaker) ?? readable(what) })
  }
  return word(field, speaker) ?? whose ?? revealedWords(field, speaker) ?? readable(field)
}

/** An annotation of a file and a flag of a person may have the same code: the file's own list comes first there. */
function fileNote(about: string, what: string, speaker: Speaker): string | undefined {
  const note = about.startsWith('file ') ? speaker.has(`annotation.${slug(what)}`) : undefined
  return note ? speaker.t('fieldName.note', { what: note }) : word(what, speaker)
}

/** `suspect 2`, `file 3`, `file 9f2c01ab34cd`, or a role alone. */
function aboutWords(about: string, { t, has }: Speaker, names: Names): string | undefined {
  const [, name = '', which] = /^(\S+)(?: ([0-9a-f]+))?$/.exec(about) ?? []
  if (name === 'file' && which) {
    const ordinal = /^\d{1,5}$/.test(which) ? Number(which) : names.file?.(which)
    return ordinal === undefined ? t('fieldName.fileHash', { hash: which.slice(0, 8) }) : t('shown.fileNo', { n: ordinal })
  }
  const role = has(`personRole.${name}`)
  if (!role) return undefined
  if (which === undefined) return role
  return t('fieldName.person', { role, name: names.person?.(name, Number(which)) ?? which })
}

/** Names with their list or their owner before them: `annotation sextortion`, `statement narrative`, `chat narrative`, `file 2 place`. */
function revealedWords(field: string, speaker: Speaker): string | undefined {
  const { t, has } = speaker
  const ofFile = /^(file \d+) (.+)$/.exec(field)
  if (ofFile)
    return t('fieldName.of', { who: aboutWords(ofFile[1]!, speaker, {})!, what: word(ofFile[2]!, speaker) ?? ofFile[2]! })
  const [, list = '', name = ''] = /^(\S+) (.+)$/.exec(field) ?? []
  const what = word(name, speaker)
  if (list === 'annotation')
    return t('fieldName.note', { what: word(name, speaker, ['claimCode', 'annotation']) ?? readable(name) })
  if (list === 'statement') return what ?? readable(name)
  const kind = has(`incidentKind.${list}`)
  return kind && t('fieldName.of', { who: kind, what: what ?? readable(name) })
}

/** What a field says where it is a code; undefined where it stands for itself. */
export function valueWords(value: string, speaker: Speaker): string | undefined {
  return word(value, speaker, ['fieldValue', 'claimCode'])
}
