// A new unit below another: it takes a free number between its neighbours, so that no other unit is renumbered.
import { useState } from 'react'
import type { Agency } from '../reports/queries.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { CheckField, Field, SelectField } from '../ui/Field.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { useAct } from '../ui/use-act.ts'
import { NameFields, type Names, namesGiven } from './NameFields.tsx'
import { isSlug, suggestedSlug } from './tree.ts'

const kinds = ['national', 'state', 'district', 'station', 'special'] as const
type Kind = (typeof kinds)[number]
const below: Record<string, Kind> = { country: 'national', national: 'state', state: 'district', special: 'special' }

type Given = { names: Names; slug?: string; kind: Kind; zone: string; mayRegister: boolean }

function useAdd(parent: Agency, given: Given, onClose: () => void) {
  const { t } = useTexts()
  const [isTried, setTried] = useState(false)
  const slug = (given.slug ?? suggestedSlug(given.names.en)).trim()
  const name = given.names.en.trim()
  const add = useAct('POST /api/agencies', {
    says: () => t('agencies.added', { name }),
    onDone: onClose,
  })
  const wrong: { name?: string; slug?: string } = {
    name: name ? undefined : t('agencies.needName'),
    slug: isSlug(slug) ? undefined : t('agencies.needSlug'),
  }
  const send = () => {
    setTried(true)
    if (wrong.name || wrong.slug) return
    const { kind, zone, mayRegister } = given
    const more = zone.trim() ? { zone: zone.trim() } : {}
    add.mutate({ parentNo: parent.no, slug, name: namesGiven(given.names), kind, mayRegister, ...more })
  }
  return { add, slug, send, wrong: isTried ? wrong : {} }
}

export function AddUnitDialog({ parent, onClose }: { parent: Agency; onClose: () => void }) {
  const { t, language } = useTexts()
  const kind = below[parent.kind] ?? 'station'
  const [given, setGiven] = useState<Given>({ names: { en: '', hi: '' }, kind, zone: '', mayRegister: kind === 'station' })
  const set = (change: Partial<Given>) => setGiven((before) => ({ ...before, ...change }))
  const { add, slug, send, wrong } = useAdd(parent, given, onClose)
  return (
    <FormDialog
      title={t('agencies.addTitle', { name: nameIn(language, parent.name) })}
      button={t('agencies.addNow')}
      sending={add}
      onSend={send}
      onClose={onClose}
    >
      <NameFields names={given.names} onChange={(names) => set({ names })} wrong={wrong.name} />
      <SelectField
        label={t('agencies.kind')}
        options={kinds.map((value) => ({ value, label: t(`agencyKind.${value}`) }))}
        value={given.kind}
        onChange={(event) => set({ kind: event.target.value as Kind })}
      />
      <Field
        label={t('agencies.slug')}
        hint={t('agencies.slugHint')}
        className="id"
        value={slug}
        maxLength={61}
        spellCheck={false}
        onChange={(event) => set({ slug: event.target.value.toLowerCase() })}
        wrong={wrong.slug}
      />
      <Field
        label={t('agencies.zone')}
        hint={t('agencies.zoneHint', { zone: parent.zone })}
        value={given.zone}
        placeholder={parent.zone}
        spellCheck={false}
        onChange={(event) => set({ zone: event.target.value })}
      />
      <CheckField
        label={t('agencies.registersLabel')}
        checked={given.mayRegister}
        onChange={(event) => set({ mayRegister: event.target.checked })}
      />
    </FormDialog>
  )
}
