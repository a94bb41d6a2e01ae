// What a check of the log finds wrong: a code with its facts, in English here for the command line, in its languages in the console.
type Facts = Record<string, string | number>

const words = {
  'remembered-not-signed': 'What is remembered in {file} is not a checkpoint signed by {name}',
  'file-missing': 'The checkpoint file is missing or empty, though {signed} entries were signed in it',
  'file-older': 'The checkpoint file ends at size {ends}, though {signed} entries were signed in it: it is an older one',
  'file-gap': 'Checkpoints are missing from the file: from size {size} on, until it goes on with {next}',
  'note-not-signed': 'Note {note} in the file is not a checkpoint signed by {name}',
  'note-out-of-order': 'Note {note} in the file stands out of order: size {size} after {before}',
  'table-gap': 'The checkpoint of size {size} is missing from the database',
  'table-not-signed': 'The checkpoint of size {size} in the database is not signed by {name}',
  'before-first': 'Place {place} lies before the first',
  'entry-gone': 'The entry that has this place is gone',
  'wrong-mac': 'The entry has a wrong MAC: it was not written by this installation, or was altered before it got its place',
  'place-empty': 'This place is empty',
  'places-empty': 'Places {from} to {to} are empty',
  'stands-here': 'The entry that was placed at {other} stands here',
  'leaf-altered': 'The leaf kept for this entry is not its leaf',
  'another-entry': 'The entry is not the one that was placed here',
  'belongs-after': 'The entry at {place} belongs after the one at {other}',
  'end-cut-off': 'The log ends at place {place}, but {signed} entries were signed: the last {missing} are gone',
  'not-covered': 'No checkpoint covers the places from {from} to {to}',
  'rewritten-altered':
    'Between places {from} and {to} something was altered and its traces rewritten: the signed root is another',
  'rewritten-removed':
    'Between places {from} and {to} something was removed and its traces rewritten: the signed root is another',
  'rewritten-inserted':
    'Between places {from} and {to} something was inserted and its traces rewritten: the signed root is another',
  'waiting-wrong-mac': 'An entry that waits for its place has a wrong MAC',
  'place-gone': 'The entry is authentic, but the place that it had is gone',
  'never-placed': 'The entry never got a place, though later ones did',
} as const

export type FindingCode = keyof typeof words
export const findingCodes = Object.keys(words) as FindingCode[]

export interface Finding {
  code: FindingCode
  facts: Facts
  /** In English. */
  says: string
}

export function finding(code: FindingCode, facts: Facts = {}): Finding {
  return { code, facts, says: words[code].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name])) }
}
