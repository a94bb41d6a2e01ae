// Worker threads that start the same from the bundle and from source. A module named …-worker.ts is an entry of the bundle by its name;
// from source it goes through a small shim, since Node 20 loads no TypeScript in a thread by itself.
import { basename, join } from 'node:path'
import { Worker, workerData } from 'node:worker_threads'
import { projectRoot } from './project.ts'

/** Whether this code runs from dist/ rather than from src/. */
export const isBundled: boolean = !import.meta.url.endsWith('.ts')

/** `module` is a path within src/, such as 'intake/read-worker.ts'; the thread finds `data` by `threadData()`. */
export function startThread(module: string, data: unknown): Worker {
  if (!module.endsWith('-worker.ts')) throw new Error(`The module of a thread is named …-worker.ts, not ${module}`)
  if (isBundled) return new Worker(join(projectRoot, 'dist', `${basename(module, '.ts')}.js`), { workerData: { data } })
  const shim = join(projectRoot, 'src', 'base', 'thread-shim.js')
  return new Worker(shim, { workerData: { data, module: join(projectRoot, 'src', module) } })
}

export function threadData<T>(): T {
  return (workerData as { data: T }).data
}
