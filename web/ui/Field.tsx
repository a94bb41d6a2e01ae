// A field with its name above, a hint or a refusal below, bound together for screen readers.
import { type ComponentProps, type ReactNode, useId } from 'react'
import { Icon } from './Icon.tsx'

type Common = { label: ReactNode; hint?: ReactNode; wrong?: ReactNode }

function Around({ id, label, hint, wrong, children }: Common & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint ? (
        <p className="sub" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {wrong ? (
        <p className="said-no" id={`${id}-wrong`} role="alert">
          <Icon name="warn" small />
          <span>{wrong}</span>
        </p>
      ) : null}
    </div>
  )
}

function tied(id: string, { hint, wrong }: Pick<Common, 'hint' | 'wrong'>) {
  const ids = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  return { id, 'aria-describedby': ids || undefined, 'aria-invalid': wrong ? true : undefined }
}

export function Field({ label, hint, wrong, className, ...input }: Common & ComponentProps<'input'>) {
  const id = useId()
  return (
    <Around {...{ id, label, hint, wrong }}>
      <input className={className ? `input ${className}` : 'input'} {...tied(id, { hint, wrong })} {...input} />
    </Around>
  )
}

export function TextField({ label, hint, wrong, ...input }: Common & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <Around {...{ id, label, hint, wrong }}>
      <textarea className="input" rows={3} {...tied(id, { hint, wrong })} {...input} />
    </Around>
  )
}

export type Option = { value: string; label: string }

export function SelectField({
  label,
  hint,
  wrong,
  options,
  empty,
  ...input
}: Common & ComponentProps<'select'> & { options: readonly Option[]; empty?: string }) {
  const id = useId()
  return (
    <Around {...{ id, label, hint, wrong }}>
      <select className="input" {...tied(id, { hint, wrong })} {...input}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** One of a few: radio buttons under one legend. */
export function ChoiceField({ label, name, options, value, onChange }: ChoiceProps) {
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />{' '}
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

type ChoiceProps = {
  label: ReactNode
  name: string
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
}

export function CheckField({ label, ...input }: { label: ReactNode } & ComponentProps<'input'>) {
  return (
    <label className="choice">
      <input type="checkbox" {...input} /> {label}
    </label>
  )
}
