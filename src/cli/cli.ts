// Entry of the command line (dist/cli.js).
import { main } from './main.ts'

// A reader that closes early (`| head`) is no fault: the rest is said to nobody, and what was started is ended in order.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
  })
}
process.exitCode = await main(process.argv.slice(2))
// A channel to the program that started us (npm start) would keep us alive.
if (process.connected) process.disconnect()
