// Filters as chips: what narrows the list is always visible and can be taken away one by one. They live in the address.
import { Popover } from '@mantine/core'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { locale } from '../texts/texts.ts'
import type { Option } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { dateIn } from './times.ts'
import type { UrlState } from './use-url-state.ts'

/** A `chip` is set elsewhere (by a number that opened the list): it can be seen and removed, not chosen. */
export type FilterField = { key: string; name: string; kind: 'choice' | 'text' | 'date' | 'chip'; options?: readonly Option[] }

type FiltersProps = {
  label: string
  fields: readonly FilterField[]
  values: UrlState
  onChange: (change: UrlState) => void
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  children?: ReactNode
}

export function Filters({ label, fields, values, onChange, isOpen, onOpen, children }: FiltersProps) {
  const { t } = useTexts()
  const opener = useRef<HTMLButtonElement>(null)
  const chosen = fields.filter((field) => values[field.key])
  const close = () => {
    onOpen(false)
    opener.current?.focus()
  }
  const remove = (key: string) => {
    onChange({ [key]: undefined })
    opener.current?.focus()
  }
  return (
    <div className="filters" role="search" aria-label={label}>
      {chosen.map((field) => (
        <FilterChip
          key={field.key}
          name={field.name}
          value={wordFor(field, values[field.key] ?? '')}
          onRemove={() => remove(field.key)}
        />
      ))}
      <Popover
        opened={isOpen}
        onChange={onOpen}
        position="bottom-start"
        transitionProps={{ duration: 0 }}
        offset={4}
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <button ref={opener} type="button" className="btn btn-quiet" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
            <Icon name="filter" small />
            {t('ui.filter')} <kbd>f</kbd>
          </button>
        </Popover.Target>
        <Popover.Dropdown className="popover" aria-label={t('ui.chooseFilter')}>
          {isOpen ? <FilterForm fields={fields} values={values} onChange={onChange} onDone={close} /> : null}
        </Popover.Dropdown>
      </Popover>
      {children}
    </div>
  )
}

function wordFor(field: FilterField, value: string): string {
  // An address can hold anything: what is no day stays as it was written.
  const noon = new Date(`${value}T12:00:00Z`)
  if (field.kind === 'date' && !Number.isNaN(noon.getTime())) return dateIn(noon, locale(), 'UTC')
  const labelOf = (one: string) => field.options?.find((option) => option.value === one)?.label
  return (
    labelOf(value) ??
    value
      .split(',')
      .map((one) => labelOf(one) ?? one)
      .join(' / ')
  )
}

export function FilterChip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  const { t } = useTexts()
  return (
    <span className="chip">
      <span>{name}</span> {value}
      <button type="button" aria-label={t('ui.removeFilter', { name, value })} onClick={onRemove}>
        <Icon name="close" small />
      </button>
    </span>
  )
}

type FormProps = Pick<FiltersProps, 'fields' | 'values' | 'onChange'> & { onDone: () => void }

function FilterForm({ fields, values, onChange, onDone }: FormProps) {
  const { t } = useTexts()
  const [draft, setDraft] = useState<UrlState>(() =>
    Object.fromEntries(fields.map((field) => [field.key, values[field.key] ?? ''])),
  )
  const none = Object.fromEntries(fields.map((field) => [field.key, undefined]))
  const apply = (change: UrlState) => {
    onChange(change)
    onDone()
  }
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        apply(draft)
      }}
    >
      {fields
        .filter((field) => field.kind !== 'chip')
        .map((field) => (
          <FilterInput
            key={field.key}
            field={field}
            value={draft[field.key] ?? ''}
            onChange={(value) => setDraft({ ...draft, [field.key]: value })}
          />
        ))}
      <p className="row-of">
        <button type="submit" className="btn btn-primary">
          {t('ui.filter')}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => apply(none)}>
          {t('ui.clearFilters')}
        </button>
      </p>
    </form>
  )
}

function FilterInput({ field, value, onChange }: { field: FilterField; value: string; onChange: (value: string) => void }) {
  const { t } = useTexts()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{field.name}</label>
      {field.kind === 'choice' ? (
        <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('ui.none')}</option>
          {/* Several values, as a number of the account sets them: kept as they are until something else is chosen. */}
          {value.includes(',') ? <option value={value}>{wordFor(field, value)}</option> : null}
          {field.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} className="input" type={field.kind} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  )
}
