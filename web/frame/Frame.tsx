// The frame around every page of a signed-in person: rail, top line, keys, palette, announcements.
import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { placesAreOf } from '../reports/came-from.ts'
import { type Me, meQuery, type Over, overBy } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { setLanguage, setPack } from '../texts/texts.ts'
import { dismissOld, undoLast, useAnnouncement, useIsSlotTaken } from '../ui/announce.ts'
import { ZoneContext } from '../ui/clock.ts'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Announced } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Spoken } from '../ui/Spoken.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { KeyMap } from './KeyMap.tsx'
import { setLettersOff, useKeys } from './keys.ts'
import { Rail } from './Rail.tsx'
import { SessionOver } from './SessionOver.tsx'
import { TopLine } from './TopLine.tsx'

export function Frame() {
  const me = useQuery(meQuery)
  const navigate = useNavigate()
  const href = useLocation({ select: (location) => location.href })
  const over = useOver(me.error)
  // Where something is shown already, signing in again is asked for over it.
  const isOut = over === 'signed-out' && !me.data
  useEffect(() => {
    // The address changes to the sign-in's before this frame is gone: only the first one is where to come back to.
    if (isOut && !href.startsWith('/sign-in')) navigate({ to: '/sign-in', search: { next: href } as never, replace: true })
  }, [isOut, href, navigate])
  const owes = me.data?.person.mustChange && !href.startsWith('/me')
  useEffect(() => {
    if (owes) navigate({ to: '/me', replace: true })
  }, [owes, navigate])
  if (isOut) return null
  // What is known stays while a later question fails: somebody may be writing.
  if (me.error && !me.data) return <ErrorMessage error={me.error} onAgain={() => me.refetch()} />
  if (!me.data) return <Skeleton />
  return (
    <>
      <Inside me={me.data} />
      {over ? <SessionOver over={over} me={me.data} /> : null}
    </>
  )
}

/** Once it is over, only an answer for this person ends that: a network that fails says nothing of who is there. */
function useOver(error: Error | null): Over | undefined {
  const last = useRef<Over>(undefined)
  last.current = error ? (overBy(error) ?? last.current) : undefined
  return last.current
}

function usePreferences(me: Me) {
  const { language, isKeysOn } = me.person
  useEffect(() => {
    setPack(me.unit.pack)
    setLanguage(language === 'hi' ? 'hi' : 'en')
  }, [language, me.unit.pack])
  useEffect(() => setLettersOff(!isKeysOn), [isKeysOn])
}

function Inside({ me }: { me: Me }) {
  const { t } = useTexts()
  const [open, setOpen] = useState<'palette' | 'map'>()
  usePreferences(me)
  placesAreOf(me.person.id)
  useKeys({ palette: () => setOpen('palette'), map: () => setOpen('map'), undo: undoLast }, 0)
  return (
    <ZoneContext value={me.unit.zone}>
      <div className="app">
        <a className="skip" href="#page">
          {t('frame.skip')}
        </a>
        <Rail />
        <TopLine onShowKeys={() => setOpen('map')} />
        <Outlet />
      </div>
      <FloatingAnnouncement />
      <Spoken />
      <CommandPalette isOpen={open === 'palette'} onClose={() => setOpen(undefined)} />
      <KeyMap isOpen={open === 'map'} onClose={() => setOpen(undefined)} />
    </ZoneContext>
  )
}

/** What was said about the last page does not follow to the next, unless it was just said. */
function useForgetting() {
  const path = useLocation({ select: (location) => location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of page is what counts
  useEffect(() => dismissOld(), [path])
}

function FloatingAnnouncement() {
  useForgetting()
  const said = useAnnouncement()
  const isTaken = useIsSlotTaken()
  const isShown = said && !isTaken
  // It stands there before anything is said: what comes into the page together with its words is not read aloud everywhere.
  return (
    <div className={isShown ? 'announce' : 'away'} role="status">
      {isShown ? (
        <div className="notice announced">
          <Announced said={said} />
        </div>
      ) : null}
    </div>
  )
}
