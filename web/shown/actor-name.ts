// Names of actors that are no people: the server writes them in English, as the log has them; here they are worded for the reader.
import { say, sayIf } from '../texts/texts.ts'

export const actorName = (name: string): string => sayIf(`machine.${name}`) ?? name

/** Who handed in, and through which door; a machine is named by what it is alone. */
export function handedInBy(name: string, door: string): string {
  const machine = sayIf(`machine.${name}`)
  return machine ?? say('intake.by', { name, door: sayIf(`door.${door}`) ?? door })
}
