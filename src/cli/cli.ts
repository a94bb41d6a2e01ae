// Entry of the command line (dist/cli.js).
import { main } from './main.ts'

// A reader that closes early (`| head`) ends us quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
process.exitCode = await main(process.argv.slice(2))
// A channel to the program that started us (npm start) would keep us alive.
if (process.connected) process.disconnect()
