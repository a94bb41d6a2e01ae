// Invented names and words. Given names are common, family names are made up; no combination is meant to be anybody.
export const givenNames = [
  'Anders', 'Mo', 'Lark', 'Ida', 'Calder', 'Nils', 'Fenna', 'Tove', 'Oskar', 'Runa', 'Bram', 'Elin', 'Joost', 'Marit', 'Sverre', 'Kaja',
  'Piet', 'Hedda', 'Loke', 'Signe', 'Torben', 'Wilma', 'Ebbe', 'Ylva', 'Arvid', 'Dagny', 'Casper', 'Linnéa', 'Jörn', 'Maëlle', 'Rasmus', 'Thea',
] as const
export const familyNames = [
  'Veydal', 'Saarinmark', 'Pellwright', 'Oxenfell', 'Quistmoor', 'Tammvik', 'Halewater', 'Arden-Loke', 'Northquay', 'Fennimarsh', 'Brandskar',
  'Holmgate', 'Reedwater', 'Sluicer', 'Beaconrow', 'Ridgemann', 'Valefold', 'Pinegarth', 'Larchholt', 'Millstrand', 'Wharfside', 'Molend',
  'O’Quaymark', 'Graveström', 'Lanternby', 'Harrowick', 'Starkpool', 'Kestrelby', 'Dunmarsh', 'Eelbrook', 'Tidewell', 'Saltmere',
] as const
export const givenNamesAbroad = [
  'Asha', 'Ravi', 'Meena', 'Kiran', 'Deepa', 'Vikram', 'Lata', 'Sanjay', 'Usha', 'Mohan', 'Kavita', 'Arun', 'Nisha', 'Suresh', 'Radha', 'Gopal',
] as const
export const familyNamesAbroad = [
  'Velkurai', 'Namdharan', 'Patravali', 'Jalsindhe', 'Kothurampet', 'Baghelwar', 'Sundarvale', 'Rangapole', 'Devgarhi', 'Tarapunde', 'Nilgarhe', 'Chandvik',
] as const
export const displayNamesAbroad = ['आशा', 'रवि', 'मीना', 'किरण', 'दीपा', 'विक्रम', 'लता', 'मोहन'] as const
export const handleWords = [
  'lark', 'pell', 'ostro', 'fen', 'calder', 'reed', 'tide', 'mole', 'quay', 'beacon', 'salt', 'pine', 'gull', 'kelp', 'drift', 'anchor', 'sluice',
  'marsh', 'heron', 'cobble', 'rope', 'mast', 'spray', 'dune', 'brine', 'wharf', 'skiff', 'ebb', 'sand', 'north', 'ember', 'moth',
] as const
export const streets = [
  'Wharf Road', 'Custom House Lane', 'Quayside Walk', 'Ropewalk', 'Lantern Street', 'Fen Causeway', 'Mill Row', 'Ridge Terrace', 'Orchard Way', 'Sluice Bank',
] as const
export const schools = ['Reedham School', 'Lantern Street School', 'Milltown School', 'Port City First School', 'Ridgeway School', 'Pinefold School'] as const
/** Mail domains: reserved names, none can be registered. */
export const mailDomains = ['northlight.example', 'fenpost.example', 'quaymail.example', 'tidewire.example', 'post.lantern.example'] as const
export const games = ['Harbour Tycoon', 'Skiff Racers', 'Lanternlight Online'] as const
export const fileWords = ['img', 'clip', 'photo', 'scan', 'file', 'upload'] as const
export const clients = ['tidelink', 'reedshare'] as const

/** What senders say in words: neutral, and the same for everybody. */
export const notes = [
  'Reported by the provider; see file hashes',
  'Found by hash matching; see file hashes',
  'Reported by another user; see file hashes',
  'Account closed after review',
  'Several accounts at the same address; see the IP events',
  'No further details are held by the provider',
] as const
export const dangers = [
  'A child is in danger now',
  'The user states that a meeting is planned for this week',
  'The child asked for help through the in-app form',
] as const
export const accessNotes = ['User works with children, by own statement', 'User coaches a youth team, by own statement'] as const
export const termsOfService = 'Sexual exploitation of children is not allowed on this platform & is reported.'
