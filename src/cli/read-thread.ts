// Entry of the reading thread (dist/read-thread.js).
import { parentPort, workerData } from 'node:worker_threads'
import { runReading } from '../intake/reading-program.ts'

runReading(parentPort!, workerData)
