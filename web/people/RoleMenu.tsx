// The filter by role: those who hold it anywhere.
import { useTexts } from '../texts/Say.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { roleNames } from './roles.data.ts'

export function RoleMenu({ onPick }: { onPick: (role: string) => void }) {
  const { t } = useTexts()
  const entries = roleNames.map((role) => ({ id: role, label: t(`role.${role}`), onPick: () => onPick(role) }))
  const button = (
    <button type="button" className="btn btn-quiet">
      <Icon name="filter" small />
      {t('people.role')} <Icon name="down" small />
    </button>
  )
  return <Menu label={t('people.role')} entries={entries} button={button} />
}
