// Every Hindi sentence of the console, by feature: the same keys as in English, whole sentences, never joined pieces.

import type { Texts } from './en.ts'
import { account } from './hi/account.data.ts'
import * as agencies from './hi/agencies.data.ts'
import { audit } from './hi/audit.data.ts'
import * as auditEntries from './hi/audit-entries.data.ts'
import { cases } from './hi/cases.data.ts'
import * as codes from './hi/codes.data.ts'
import { error } from './hi/error.data.ts'
import { alert, frame } from './hi/frame.data.ts'
import { gate } from './hi/gate.data.ts'
import * as identifiers from './hi/identifiers.data.ts'
import { inbox } from './hi/inbox.data.ts'
import * as intake from './hi/intake.data.ts'
import { links } from './hi/links.data.ts'
import * as packs from './hi/packs.data.ts'
import * as people from './hi/people.data.ts'
import { referrals } from './hi/referrals.data.ts'
import { refusals } from './hi/refusals.data.ts'
import * as reports from './hi/reports.data.ts'
import { search } from './hi/search.data.ts'
import * as shown from './hi/shown.data.ts'
import { ui } from './hi/ui.data.ts'
import { whyNot } from './hi/why-not.data.ts'
import * as words from './hi/words.data.ts'

export const hi: Texts = {
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
