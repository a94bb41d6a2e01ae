// What calls: offers, overdue clocks, reports of danger, reveals. A quiet count; nothing pops up, nothing sounds.
import { Popover } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../api.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import type { Language } from '../texts/texts.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Time } from '../ui/Time.tsx'
import { type Alert, alertsQuery } from './counts.ts'

export function Alerts() {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(alertsQuery)
  const alerts = data?.items ?? []
  const unseen = data?.new ?? 0
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
          <span className="word">{t('frame.alertCount', { count: unseen })}</span>
          {unseen > 0 ? (
            <span className="only-narrow count" aria-hidden>
              {unseen}
            </span>
          ) : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="popover alert-list" aria-label={t('frame.alerts')}>
        {isOpen ? <AlertList alerts={alerts} onGo={() => setOpen(false)} /> : null}
      </Popover.Dropdown>
    </Popover>
  )
}

function AlertList({ alerts, onGo }: { alerts: readonly Alert[]; onGo: () => void }) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const seen = useMutation({
    mutationFn: () => post('/api/alerts/seen'),
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
      <p className="row-of">
        <button type="button" className="btn" onClick={() => seen.mutate()}>
          {t('frame.alertsSeen')}
        </button>
      </p>
    </>
  )
}

/** Where an alert leads: the report, the case, or the list of referrals. */
function placeOf(alert: Alert): string | undefined {
  if (alert.subjectKind === 'report' && (alert.number || alert.subjectId)) return `/reports/${alert.number ?? alert.subjectId}`
  if (alert.subjectKind === 'case' && alert.subjectId) return `/cases/${alert.subjectId}`
  return alert.subjectKind === 'referral' ? '/referrals' : undefined
}

function AlertLine({ alert, onGo }: { alert: Alert; onGo: () => void }) {
  const { has, language } = useTexts()
  const to = placeOf(alert)
  const sentence = has(`alert.${alert.kind}`, { ...wordsOf(alert.facts, language), number: alert.number }) ?? alert.kind
  return (
    <li className={alert.isNew ? undefined : 'quiet'}>
      {to ? (
        <Link to={to} onClick={onGo}>
          {sentence}
        </Link>
      ) : (
        <span>{sentence}</span>
      )}
      <span className="sub nowrap">
        <Time at={alert.at} />
      </span>
    </li>
  )
}

/** Facts may hold names in two languages; a sentence wants words. */
function wordsOf(facts: Record<string, unknown>, language: Language): Record<string, string | number> {
  const word = (value: unknown) =>
    typeof value === 'object' && value ? nameIn(language, value as Record<string, string>) : (value as string | number)
  return Object.fromEntries(Object.entries(facts ?? {}).map(([key, value]) => [key, word(value)]))
}
