// The bench's own site: a data folder, a silent log, and the environment of the programs that work on it.
import { readConfig } from '../src/base/config.ts'
import { silentLog } from '../src/base/log.ts'

export function siteOptions(dataFolder: string) {
  const env: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: dataFolder,
    TIPBRIDGE_DATA: dataFolder,
    TIPBRIDGE_LOG: 'warn',
  }
  return { config: readConfig(env), log: silentLog, purpose: 'bench', env }
}
