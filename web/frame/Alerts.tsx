// What calls: offers, overdue clocks, reports of danger, reveals. A quiet count; nothing pops up, nothing sounds.
import { Popover } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Time } from '../ui/Time.tsx'
import { type Alert, standingQuery } from './counts.ts'

export function Alerts() {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const alerts = useQuery(standingQuery).data?.alerts ?? []
  const unseen = alerts.filter((alert) => !alert.seen)
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
          <span className="word">{t('frame.alertCount', { count: unseen.length })}</span>
          {unseen.length > 0 ? (
            <span className="only-narrow count" aria-hidden>
              {unseen.length}
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
    onSuccess: () => queries.invalidateQueries(standingQuery),
  })
  if (alerts.length === 0) return <EmptyState lead={t('frame.noAlerts')}>{t('frame.noAlertsMeans')}</EmptyState>
  return (
    <>
      <ul>
        {alerts.map((alert) => (
          <AlertLine key={alert.id} alert={alert} onGo={onGo} />
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

function AlertLine({ alert, onGo }: { alert: Alert; onGo: () => void }) {
  const { has } = useTexts()
  const navigate = useNavigate()
  const sentence = has(`alert.${alert.kind}`, alert.values) ?? alert.kind
  const go = () => {
    onGo()
    if (alert.to) navigate({ href: alert.to })
  }
  return (
    <li className={alert.seen ? 'quiet' : undefined}>
      {alert.to ? (
        <button type="button" className="linklike" onClick={go}>
          {sentence}
        </button>
      ) : (
        <span>{sentence}</span>
      )}
      <span className="sub">
        <Time at={alert.at} />
      </span>
    </li>
  )
}
