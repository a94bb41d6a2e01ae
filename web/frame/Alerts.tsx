// What calls: offers, overdue clocks, reports of danger, reveals. A quiet count; nothing pops up, nothing sounds.
import { Popover } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api.ts'
import { useMe } from '../session.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Time } from '../ui/Time.tsx'
import { useSending } from '../ui/use-sending.ts'
import { type Alert, alertsQuery } from './counts.ts'

export function Alerts() {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { person } = useMe()
  const { data } = useQuery({ ...alertsQuery, enabled: !person.mustChange })
  const alerts = data?.items ?? []
  const unseen = data?.new ?? 0
  // Where all that is shown is new and there is more, the count is a lower bound.
  const isOver = (data?.hasMore ?? false) && unseen === alerts.length
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      offset={4}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button type="button" className="btn btn-quiet push alerts" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="bell" />
          <span className="word">{t(isOver ? 'frame.alertCountOver' : 'frame.alertCount', { count: unseen })}</span>
          {unseen > 0 ? (
            <span className="only-narrow count" aria-hidden>
              {unseen}
              {isOver ? '+' : ''}
            </span>
          ) : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="popover alert-list" aria-label={t('frame.alerts')}>
        {isOpen ? <AlertList alerts={alerts} hasMore={data?.hasMore ?? false} onGo={() => setOpen(false)} /> : null}
      </Popover.Dropdown>
    </Popover>
  )
}

type ListProps = { alerts: readonly Alert[]; hasMore: boolean; onGo: () => void }

function AlertList({ alerts, hasMore, onGo }: ListProps) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const seen = useSending({
    mutationFn: () => ask('POST /api/alerts/seen'),
    onSuccess: () => queries.invalidateQueries(alertsQuery),
  })
  if (alerts.length === 0) return <EmptyState lead={t('frame.noAlerts')}>{t('frame.noAlertsMeans')}</EmptyState>
  return (
    <>
      <ul>
        {alerts.map((alert) => (
          <AlertLine key={alert.alertId} alert={alert} onGo={onGo} />
        ))}
      </ul>
      {hasMore ? <p className="sub">{t('frame.alertsOlder')}</p> : null}
      <p className="row-of">
        <button type="button" className="btn" onClick={() => seen.mutate()}>
          {t('frame.alertsSeen')}
        </button>
      </p>
    </>
  )
}

/** Where several of a kind are found together. */
const lists: Record<string, string> = {
  offered: '/referrals',
  acknowledged: '/referrals?box=out',
  returned: '/referrals?box=returned',
  withdrawn: '/referrals?box=ended',
  settled: '/referrals?box=ended',
  registered: '/referrals?box=ended',
  'closed-report': '/referrals?box=ended',
  shared: '/inbox?holder=given&state=any',
  danger: '/inbox?isDanger=true&state=any&holder=all',
  'overdue-offer': '/inbox?isOverdue=true',
  'overdue-answer': '/referrals?box=overdue',
  'overdue-outcome': '/inbox?state=acknowledged&isOverdue=true',
  asked: '/referrals?box=asked',
}

/** Overdue is which clock: the offer, the answer or the outcome. A case that the reader does not see is that of a report. */
function codeOf({ kind, subjectKind, facts }: Alert): string {
  if (kind === 'overdue') return `overdue-${facts.what}`
  return kind === 'closed' && subjectKind === 'report' ? 'closed-report' : kind
}

/** Where an alert leads: the report, the case, or the list of all that it is about. */
function placeOf(alert: Alert): string {
  if (alert.subjectKind === 'case') return `/cases/${alert.subjectId}`
  const isOne = alert.subjectKind === 'report' && alert.number !== null
  return isOne ? `/reports/${alert.number}` : (lists[codeOf(alert)] ?? '/referrals')
}

function AlertLine({ alert, onGo }: { alert: Alert; onGo: () => void }) {
  const { has, language } = useTexts()
  const { n, was } = alert.facts
  const values = {
    number: alert.number ?? '',
    by: nameIn(language, alert.by?.name),
    was: String(was ?? ''),
    count: Number(n ?? 1),
  }
  const key = alert.number ? `alert.${codeOf(alert)}` : `alert.${codeOf(alert)}Many`
  const sentence = has(key, values) ?? has(`alert.${alert.kind}`, values) ?? alert.kind
  const [to, query] = placeOf(alert).split('?')
  return (
    <li className={alert.isNew ? undefined : 'quiet'}>
      <Link to={to} search={Object.fromEntries(new URLSearchParams(query)) as never} onClick={onGo}>
        {sentence}
      </Link>
      <span className="sub nowrap">
        <Time at={alert.at} />
      </span>
    </li>
  )
}
