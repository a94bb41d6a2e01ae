// Every feature's contents page, in the order of the architecture: the whole of what the server can be asked.
import { endpoints as access } from '../access/endpoints.ts'
import { endpoints as audit } from '../audit/endpoints.ts'
import { endpoints as cases } from '../cases/endpoints.ts'
import { endpoints as country } from '../country/endpoints.ts'
import { endpoints as intake } from '../intake/endpoints.ts'
import { endpoints as link } from '../link/endpoints.ts'
import { endpoints as refer } from '../refer/endpoints.ts'
import { endpoints as reports } from '../reports/endpoints.ts'
import { endpoints as statistics } from '../statistics/endpoints.ts'
import { endpoints as triage } from '../triage/endpoints.ts'
import type { Endpoint } from '../work/endpoint.ts'

export const endpoints: readonly Endpoint[] = [
  ...audit,
  ...access,
  ...country,
  ...intake,
  ...link,
  ...triage,
  ...refer,
  ...reports,
  ...cases,
  ...statistics,
]
