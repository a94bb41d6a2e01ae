// Database URLs between run.json, which holds no password, and the folder of keys, which does.

import { parseDatabaseUrl } from '../base/database-url.ts'
import { passwordsOf } from '../base/passwords.ts'
import { urlAs } from '../base/roles.ts'

export function withoutPassword(url: string): string {
  const parsed = parseDatabaseUrl(url)
  parsed.password = ''
  return parsed.href
}

export async function withPassword(url: string, keysFolder: string): Promise<string> {
  const user = decodeURIComponent(parseDatabaseUrl(url).username)
  const { [user]: password } = await passwordsOf(keysFolder, [user])
  return urlAs(url, user, password!)
}
