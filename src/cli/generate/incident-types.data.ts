// Official values of incidentType, quoted as the format has them (formats.md §1): the wire needs these strings; nothing else uses them.
export const officialTypes = {
  csam: 'Child Pornography (possession, manufacture, and distribution)',
  trafficking: 'Child Sex Trafficking',
  enticement: 'Online Enticement of Children for Sexual Acts',
  molestation: 'Child Sexual Molestation',
  unsolicited: 'Unsolicited Obscene Material Sent to a Child',
  words: 'Misleading Words or Digital Images on the Internet',
} as const
