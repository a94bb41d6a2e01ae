// A menu that drops from a button. What may not be done stays in the list and says why.
import { Menu as Floating } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { remark } from './announce.ts'
import { Icon } from './Icon.tsx'

export type MenuEntry = {
  id: string
  label: ReactNode
  onPick: () => void
  keyed?: string
  whyNot?: string | null
  isCurrent?: boolean
  /** For what is switched on and off: the menu stays, since one often switches several. */
  isChecked?: boolean
  isLink?: boolean
}

type MenuProps = {
  button: ReactElement
  entries: readonly MenuEntry[]
  label: string
  end?: boolean
}

export function Menu({ button, entries, label, end }: MenuProps) {
  return (
    <Floating
      position={end ? 'bottom-end' : 'bottom-start'}
      transitionProps={{ duration: 0 }}
      offset={4}
      returnFocus
      // Beside its button, inside the landmark; fixed, so that a bar that scrolls does not cut it off.
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
    >
      <Floating.Target>{button}</Floating.Target>
      <Floating.Dropdown className="menu" aria-label={label}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Floating.Dropdown>
    </Floating>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  const { t } = useTexts()
  const pick = () => (entry.whyNot ? remark(t('frame.whyNot', { reason: entry.whyNot })) : entry.onPick())
  const line = (
    <span className="menu-line">
      <span>
        {entry.label}
        {entry.whyNot ? <span className="sub"> {entry.whyNot}</span> : null}
      </span>
      {entry.isCurrent || entry.isChecked ? <Icon name="check" small /> : null}
      {entry.keyed ? <kbd>{entry.keyed}</kbd> : null}
    </span>
  )
  if (entry.isChecked !== undefined) {
    return (
      <Floating.CheckboxItem
        checked={entry.isChecked}
        onChange={pick}
        closeMenuOnClick={false}
        classNames={{ itemIndicator: 'menu-no-mark' }}
        aria-disabled={entry.whyNot ? true : undefined}
      >
        {line}
      </Floating.CheckboxItem>
    )
  }
  return (
    <Floating.Item
      onClick={pick}
      aria-disabled={entry.whyNot ? true : undefined}
      aria-current={entry.isCurrent ? true : undefined}
    >
      {line}
    </Floating.Item>
  )
}
