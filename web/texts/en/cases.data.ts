// Cases: registering, numbers, offences. The pages of cases add theirs.
export const cases = {
  register: 'Register the case',
  registerTitle: 'Register a case for {{what}}',
  registerSay: 'The case gets the next number of the series, or the one that the official register gave it. Every number it ever has stays resolvable.',
  registered: 'Registered as {{number}}: {{what}}.',
  registerFailed: 'The case was not registered.',
  series: 'Series',
  seriesLike: '{{series}}, like {{example}}',
  officialNumber: 'Number of the official register',
  numberHintGiven: 'Leave it empty to get the next one, like {{example}}.',
  numberHint: 'As the official register gave it, like {{example}}.',
  numberNeeded: 'This series is kept by the official register: enter its number.',
  offences: 'Offences',
  addOffence: 'Type an act, a section or a word',
  notVerified: 'not verified',
  title: 'Name of the case',
  titleHint: 'For your own list; no name of a victim.',
}
