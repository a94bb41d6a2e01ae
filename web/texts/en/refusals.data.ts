// What the server refuses on the pages of administration, of the log, of packs and of the intake: what happened, what it means, what to do.
export const refusals = {
  'log-too-long': 'The log has {{size, number}} entries: too many to check here.',
  'log-too-long_means': 'Nothing is wrong. Check it on the server with “{{command}}”, or hand it out and check it elsewhere.',
}
