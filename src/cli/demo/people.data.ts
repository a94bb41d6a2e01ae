// The people of the demonstration: invented, one for each thing that a site does, in two countries. They share one generated password.
import type { Role } from '../../work/permissions.ts'

export interface DemoPerson {
  login: string
  name: string
  pack: 'xx' | 'in'
  /** Slug of the unit. */
  unit: string
  roles: readonly Role[]
  language: 'en' | 'hi'
}

const person = (login: string, name: string, where: readonly ['xx' | 'in', string], roles: readonly Role[]): DemoPerson => ({
  login,
  name,
  pack: where[0],
  unit: where[1],
  roles,
  language: where[0] === 'in' ? 'hi' : 'en',
})

export const demoPeople: readonly DemoPerson[] = [
  person('signe.vall', 'Signe Vall', ['xx', 'national-desk'], ['officer']),
  person('mara.quist', 'Mara Quist', ['xx', 'port-city'], ['supervisor']),
  person('ines.tamm', 'Ines Tamm', ['xx', 'port-city'], ['officer']),
  person('joao.pell', 'Joao Pell', ['xx', 'port-city'], ['analyst']),
  person('edda.roos', 'Edda Roos', ['xx', 'harbour'], ['supervisor']),
  person('tove.brandt', 'Tove Brandt', ['xx', 'harbour'], ['officer']),
  person('lio.marr', 'Lio Marr', ['xx', 'wharf-station'], ['officer']),
  person('nils.aker', 'Nils Aker', ['xx', 'fen'], ['officer']),
  person('ola.ferro', 'Ola Ferro', ['xx', 'lantern-station'], ['supervisor']),
  person('kaja.lind', 'Kaja Lind', ['xx', 'lantern'], ['supervisor']),
  person('ravi.holm', 'Ravi Holm', ['xx', 'special-unit'], ['supervisor']),
  person('thea.mill', 'Thea Millstrand', ['xx', 'ridge'], ['supervisor']),
  person('elin.dorsk', 'Elin Dorsk', ['xx', 'quaymark'], ['auditor']),
  person('bram.oster', 'Bram Oster', ['xx', 'quaymark'], ['administrator']),
  person('meena.velkurai', 'Meena Velkurai', ['in', 'ncrb'], ['supervisor']),
  person('arun.namdharan', 'Arun Namdharan', ['in', 'in-mh'], ['officer']),
  person('kavita.patravali', 'Kavita Patravali', ['in', 'in-mh-nagpur'], ['supervisor']),
  person('usha.bagdevi', 'Usha Bagdevi', ['in', 'in-demo-station'], ['supervisor']),
]

/** A station that the site adds itself: packs/in ships none. */
export const addedStation = {
  parent: ['in', 'in-mh-nagpur'],
  slug: 'in-demo-station',
  name: { en: 'Demonstration Cyber Station', hi: 'प्रदर्शन साइबर थाना' },
} as const
