// What came in since the list was loaded. It announces itself and waits; the line is always there, so that nothing below it moves.
import { Say, useTexts } from '../texts/Say.tsx'
import { locale } from '../texts/texts.ts'
import { useZone } from '../ui/clock.ts'
import { NoticeSlot } from '../ui/Notice.tsx'
import { clockIn } from '../ui/times.ts'
import type { Inbox } from './use-inbox.ts'

export function News({ inbox }: { inbox: Inbox }) {
  const { t } = useTexts()
  const zone = useZone()
  const { n, danger, since, show } = inbox.news
  const { newSince, rows, sort, change } = inbox
  const isMarked = newSince !== null && rows.some((row) => row.receivedAt > newSince)
  const clock = since ? clockIn(new Date(since), locale(), { zone }) : ''
  const values = { count: n, since: clock, danger }
  return (
    <NoticeSlot aside={t('inbox.nothingMoves')} isQuiet={n === 0}>
      {n === 0 ? (
        <>
          <span className="quiet">{since ? t(isMarked ? 'inbox.newIsMarked' : 'inbox.nothingNew', { since: clock }) : null}</span>
          {isMarked && sort === 'priority' ? (
            <button type="button" className="nowrap" onClick={() => change({ sort: 'received' })}>
              {t('inbox.sort_received')}
            </button>
          ) : null}
        </>
      ) : (
        <>
          <span>
            <Say k={danger > 0 ? 'inbox.newWithDanger' : 'inbox.new'} values={values} />
          </span>
          <button type="button" className="nowrap" onClick={show}>
            {t('inbox.showThem')}
          </button>
          <kbd>.</kbd>
        </>
      )}
    </NoticeSlot>
  )
}
