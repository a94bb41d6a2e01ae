// The place of an entry in the chain; a fresh one waits some moments for it.
import { useTexts } from '../texts/Say.tsx'
import type { Entry } from './queries.ts'

export function Place({ of }: { of: Pick<Entry, 'place'> }) {
  const { t } = useTexts()
  return <span className="sub nowrap">{of.place === null ? t('audit.notPlaced') : t('audit.place', { place: of.place })}</span>
}
