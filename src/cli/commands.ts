// All commands, each loaded only when it is asked for, so that the command line starts at once.
import type { Command } from './command.ts'

interface Listed {
  summary: string
  load(): Promise<Command>
}

export const commands: Record<string, Listed> = {
  serve: { summary: 'run the server on its data folder', load: async () => (await import('./serve.ts')).command },
  status: { summary: 'what runs, and where', load: async () => (await import('./status.ts')).command },
  receive: { summary: 'hand in files, folders and ZIPs', load: async () => (await import('./receive.ts')).command },
  migrate: { summary: 'bring the database to this release', load: async () => (await import('./migrate.ts')).command },
  demo: { summary: 'fill an empty site with a demonstration', load: async () => (await import('./demo.ts')).command },
  generate: { summary: 'write invented reports', load: async () => (await import('./generate.ts')).command },
  audit: { summary: 'verify the log, or hand it out', load: async () => (await import('./audit.ts')).command },
  people: { summary: 'people and services with their roles', load: async () => (await import('./people.ts')).command },
  report: { summary: 'where a report stands', load: async () => (await import('./report.ts')).command },
  clusters: { summary: 'in which cluster each report is', load: async () => (await import('./clusters.ts')).command },
  access: { summary: 'why a person sees a row, or does not', load: async () => (await import('./access.ts')).command },
  doctor: { summary: 'check keys, database and roles', load: async () => (await import('./doctor.ts')).command },
}
