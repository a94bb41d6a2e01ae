// The sentences of Search.
export const search = {
  exact: 'exact: a number, or an identifier as a whole',
  field: 'Number or identifier',
  empty: 'Look for one thing at a time.',
  emptyMeans:
    'A number of a report or case, an e-mail address, a telephone number with its country, an IP address, an account as service:name, a hash. Every search is recorded with your name.',
  loading: 'Looking',
  failed: 'The search did not come back.',
  nothing: 'Nothing is known by “{{words}}”.',
  nothingMeans: 'Search is exact: look for the whole value. Parts of a value are not searched.',
  reports: 'Reports',
  more: 'the first {{count, number}}; narrow the search',
  elsewhere: 'Held by other units',
  elsewhereMeans: 'Ask them: they are told that you looked.',
  unitHolds_one: '{{unit}}: {{count, number}} report',
  unitHolds_other: '{{unit}}: {{count, number}} reports',
  sealed_one: 'A sealed value of {{count, number}} report that you see also matches.',
  sealed_other: 'A sealed value of {{count, number}} reports that you see also matches.',
}
