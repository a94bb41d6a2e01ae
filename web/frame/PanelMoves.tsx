// In the head of a panel: the one before, the next, and the page of what is open.
import { Link } from '@tanstack/react-router'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

/** `openAt` is the place among `of`; below 0 where it is not in the list: from there one comes back into it, as with the keys. */
type Props = { openAt: number; of: number; onGo: (by: number) => void; page: string | undefined }

export function PanelMoves({ openAt, of, onGo, page }: Props) {
  const { t } = useTexts()
  const nowhere = of === 0 ? t('inbox.isNone') : undefined
  return (
    <>
      <Button
        look="quiet"
        icon="up"
        label={t('inbox.previous')}
        onClick={() => onGo(-1)}
        whyNot={nowhere ?? (openAt === 0 ? t('inbox.isFirst') : undefined)}
      />
      <Button
        look="quiet"
        icon="down"
        label={t('inbox.next')}
        onClick={() => onGo(1)}
        whyNot={nowhere ?? (openAt === of - 1 ? t('inbox.isLast') : undefined)}
      />
      {page ? (
        <Link className="btn btn-quiet btn-icon" to={page} aria-label={t('inbox.openWhole')} title={t('inbox.openWhole')}>
          <Icon name="open" />
        </Link>
      ) : null}
    </>
  )
}
