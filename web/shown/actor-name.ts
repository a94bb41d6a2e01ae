// Names of actors that are no people: the server writes them in English, as the log has them; here they are worded for the reader.
import { sayIf } from '../texts/texts.ts'

export const actorName = (name: string): string => sayIf(`machine.${name}`) ?? name
