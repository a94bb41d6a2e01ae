// The address of a database, read in one way wherever a part of it is needed.
import pg from 'pg'

/** Of a socket a URL may name no host (postgres://me@/db?host=/run/postgresql), which the standard's parser does not take. */
export function parseDatabaseUrl(text: string): URL {
  return new URL(text.replace(/^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)(?=[/?#]|$)/, '$1localhost'))
}

/** The driver reads in its own way, and the names of users and databases are decoded here besides. */
export function canBeRead(text: string): boolean {
  try {
    const { username, pathname } = parseDatabaseUrl(text)
    for (const part of [username, pathname]) decodeURIComponent(part)
    new pg.Client({ connectionString: text })
    return true
  } catch {
    return false
  }
}
