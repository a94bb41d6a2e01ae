// The stand-alone verifier, as it is handed out: one file that runs on any Node without this program.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../base/project.ts'

export const VERIFIER_NAME = 'tipbridge-verify.mjs'
export const verifierPath = join(projectRoot, 'src', 'audit', 'verify-export.mjs')
export const readVerifier = () => readFile(verifierPath, 'utf8')
