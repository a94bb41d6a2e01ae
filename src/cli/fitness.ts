// Whether what the settings name is fit for a start, before anything is made: certificate, its key, and the folder of keys. All faults
// at once, each naming its setting.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Config, ConfigError } from '../base/config.ts'
import { isReadableFolder, isUsableFolder } from '../base/files.ts'
import { hasKeys, refuseOpenFolder } from '../base/keys.ts'

export async function refuseUnfit(config: Config): Promise<void> {
  const faults = [...(await tlsFaults(config)), ...(await keysFaults(config))]
  if (faults.length > 0) throw new ConfigError(faults)
}

async function tlsFaults({ tls }: Config): Promise<string[]> {
  if (!tls) return []
  const faults: string[] = []
  const take = async <T>(setting: string, file: string, read: (pem: Buffer) => T): Promise<T | undefined> => {
    const pem = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      faults.push(`${setting} ${file} cannot be read (${error.code})`)
    })
    try {
      return pem ? read(pem) : undefined
    } catch (error) {
      const isLocked = (error as NodeJS.ErrnoException).code === 'ERR_MISSING_PASSPHRASE'
      faults.push(`${setting} ${file} ${isLocked ? 'is locked by a passphrase' : 'is no PEM file of what it should be'}`)
      return undefined
    }
  }
  const certificate = await take('TIPBRIDGE_TLS_CERT', tls.certFile, certificateIn)
  const key: KeyObject | undefined = await take('TIPBRIDGE_TLS_KEY', tls.keyFile, (pem) => createPrivateKey(pem))
  if (certificate && key && !certificate.checkPrivateKey(key))
    faults.push(`TIPBRIDGE_TLS_KEY ${tls.keyFile} does not fit the certificate in TIPBRIDGE_TLS_CERT ${tls.certFile}`)
  return faults
}

/** Node also takes the binary form here, which the server does not. */
function certificateIn(pem: Buffer): X509Certificate {
  if (!pem.includes('-----BEGIN')) throw new Error('No PEM')
  return new X509Certificate(pem)
}

async function keysFaults({ dataFolder, keysFolder }: Config): Promise<string[]> {
  if (existsSync(keysFolder)) {
    // Keys that are there are only read.
    const isEnough = async () => (await isReadableFolder(keysFolder)) && (await hasKeys(keysFolder))
    if (!(await isUsableFolder(keysFolder)) && !(await isEnough()))
      return [`TIPBRIDGE_KEYS ${keysFolder} is no folder that this user may read and write`]
    const open = await refuseOpenFolder(keysFolder).catch((error: Error) => error.message)
    if (open) return [`TIPBRIDGE_KEYS: ${open}`]
  }
  if (existsSync(join(dataFolder, 'postgres')) && !(await hasKeys(keysFolder)))
    return [`TIPBRIDGE_KEYS ${keysFolder} does not hold the keys of the site in ${dataFolder}`]
  let parent = keysFolder
  while (!existsSync(parent)) parent = dirname(parent)
  const isInData = keysFolder.startsWith(`${dataFolder}/`)
  return isInData || (await isUsableFolder(parent)) ? [] : [`TIPBRIDGE_KEYS ${keysFolder} cannot be made in ${parent}`]
}
