// A button. What is refused stays visible and can be focused: dashed, aria-disabled, and it says why when pressed.
import { type MouseEvent, type ReactNode, type Ref, useId } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { remark } from './announce.ts'
import { Icon, type IconName } from './Icon.tsx'

type ButtonProps = {
  children?: ReactNode
  onClick?: (event: MouseEvent) => void
  look?: 'plain' | 'primary' | 'quiet'
  icon?: IconName
  /** For a button that shows its icon only. */
  label?: string
  /** The key that does the same; shown, not bound here. */
  keyed?: string
  whyNot?: string | null
  /** Where the reason is told by whoever holds the button; else the page announces it. */
  onRefused?: () => void
  isBusy?: boolean
  type?: 'button' | 'submit'
  className?: string
  autoFocus?: boolean
  ref?: Ref<HTMLButtonElement>
  [aria: `aria-${string}`]: unknown
}

export function Button(props: ButtonProps) {
  const {
    children,
    onClick,
    look = 'plain',
    icon,
    label,
    keyed,
    whyNot,
    onRefused,
    isBusy,
    type = 'button',
    className,
    autoFocus,
    ref,
    ...aria
  } = props
  const { t } = useTexts()
  const why = useId()
  const isRefused = Boolean(whyNot) || isBusy
  const classes = ['btn', look === 'plain' ? '' : `btn-${look}`, children ? '' : 'btn-icon', className ?? '']
    .filter(Boolean)
    .join(' ')
  const press = (event: MouseEvent) => {
    if (!isRefused) return onClick?.(event)
    event.preventDefault()
    if (!whyNot) return
    if (onRefused) onRefused()
    else remark(t('frame.whyNot', { reason: whyNot }))
  }
  return (
    <button
      ref={ref}
      type={type}
      className={classes}
      onClick={press}
      aria-label={label}
      aria-disabled={isRefused || undefined}
      aria-describedby={whyNot ? why : undefined}
      title={whyNot ? t('frame.whyNot', { reason: whyNot }) : label}
      data-autofocus={autoFocus || undefined}
      {...aria}
    >
      {icon ? <Icon name={icon} small={Boolean(children)} /> : null}
      {children}
      {keyed ? <kbd>{keyed}</kbd> : null}
      {whyNot ? (
        <span id={why} className="away">
          {t('frame.whyNot', { reason: whyNot })}
        </span>
      ) : null}
    </button>
  )
}

/** A button that reads as a link inside a line of text. */
export function LinkButton({
  children,
  onClick,
  className,
  whyNot,
}: {
  children: ReactNode
  onClick: () => void
  className?: string
  whyNot?: string | null
}) {
  const { t } = useTexts()
  const press = () => (whyNot ? remark(t('frame.whyNot', { reason: whyNot })) : onClick())
  return (
    <button
      type="button"
      className={className ? `linklike ${className}` : 'linklike'}
      onClick={press}
      aria-disabled={whyNot ? true : undefined}
      title={whyNot ? t('frame.whyNot', { reason: whyNot }) : undefined}
    >
      {children}
    </button>
  )
}
