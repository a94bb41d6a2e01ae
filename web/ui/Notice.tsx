// A quiet line in the page: what happened, and what can be done about it. The place of announcements.
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { type Announcement, dismiss, takeSlot, undoLast, useAnnouncement } from './announce.ts'
import { Icon } from './Icon.tsx'

export function Notice({ children, aside, isQuiet }: { children: ReactNode; aside?: ReactNode; isQuiet?: boolean }) {
  return (
    <div className={isQuiet ? 'notice is-quiet' : 'notice'} role="status">
      {children}
      {aside ? <span className="push sub only-wide">{aside}</span> : null}
    </div>
  )
}

/** The last announcement with its undo, as it stands in a notice. */
export function Announced({ said }: { said: Announcement }) {
  const { t } = useTexts()
  return (
    <>
      <span>
        {said.remark ? <span key={said.remark.id}>{said.remark.text} </span> : null}
        <span key={said.id} className={said.remark ? 'sub' : undefined}>
          {said.text}
        </span>
      </span>
      {said.open ? (
        <Link className="id" to={`/reports/${said.open}`}>
          {said.open}
        </Link>
      ) : null}
      {said.undo ? (
        <>
          <button type="button" onClick={undoLast}>
            {t('ui.undo')}
          </button>
          <kbd>z</kbd>
        </>
      ) : null}
      {said.until ? <span className="push sub only-wide">{said.until}</span> : null}
      <button
        type="button"
        className={said.until ? 'btn btn-quiet btn-icon' : 'btn btn-quiet btn-icon push'}
        aria-label={t('ui.dismiss')}
        onClick={dismiss}
      >
        <Icon name="close" small />
      </button>
    </>
  )
}

/** A slot of fixed height: the announcement, or what the page wants to say meanwhile. Nothing below it moves. */
export function NoticeSlot({ children, aside, isQuiet }: { children: ReactNode; aside?: ReactNode; isQuiet?: boolean }) {
  const said = useAnnouncement()
  useEffect(takeSlot, [])
  const look = said ? 'notice announced' : isQuiet ? 'notice is-quiet' : 'notice'
  // One region for both: what comes into the page together with its words is not read aloud everywhere.
  return (
    <div className={look} role="status">
      {said ? <Announced said={said} /> : children}
      {!said && aside ? <span className="push sub only-wide">{aside}</span> : null}
    </div>
  )
}
