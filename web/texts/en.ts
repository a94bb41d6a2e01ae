// Every English sentence of the console, by feature. Hindi has the same keys; a test compares them.
import { account } from './en/account.data.ts'
import * as agencies from './en/agencies.data.ts'
import { audit } from './en/audit.data.ts'
import * as auditEntries from './en/audit-entries.data.ts'
import { cases } from './en/cases.data.ts'
import * as codes from './en/codes.data.ts'
import { error } from './en/error.data.ts'
import { alert, frame } from './en/frame.data.ts'
import { gate } from './en/gate.data.ts'
import * as identifiers from './en/identifiers.data.ts'
import { inbox } from './en/inbox.data.ts'
import * as intake from './en/intake.data.ts'
import { links } from './en/links.data.ts'
import * as packs from './en/packs.data.ts'
import * as people from './en/people.data.ts'
import { referrals } from './en/referrals.data.ts'
import { refusals } from './en/refusals.data.ts'
import * as reports from './en/reports.data.ts'
import { search } from './en/search.data.ts'
import * as shown from './en/shown.data.ts'
import { ui } from './en/ui.data.ts'
import { whyNot } from './en/why-not.data.ts'
import * as words from './en/words.data.ts'

export const en = {
  account,
  alert,
  frame,
  ui,
  error: { ...error, ...refusals },
  gate,
  inbox,
  cases,
  referrals,
  links,
  search,
  whyNot,
  ...reports,
  ...codes,
  ...identifiers,
  ...words,
  ...shown,
  audit,
  ...auditEntries,
  ...people,
  ...intake,
  ...agencies,
  ...packs,
}

/** The same keys in any language. */
export type Texts = { [Feature in keyof typeof en]: { [Key in keyof (typeof en)[Feature]]: string } }
