// The views of the Inbox as links: those that everybody has, then one's own; what is filtered now can be saved under a name.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Answer, ask } from '../api.ts'
import { useTexts } from '../texts/Say.tsx'
import { announce, remark } from '../ui/announce.ts'
import { Count } from '../ui/Count.tsx'
import { failureText } from '../ui/ErrorMessage.tsx'
import { Field } from '../ui/Field.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useSending } from '../ui/use-sending.ts'
import { parseSearch, type UrlState, writeSearch } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import type { Inbox } from './use-inbox.ts'
import { isSameQuery, standardViews } from './views.ts'

type SavedView = Answer<'GET /api/views'>['items'][number]
const savedQuery = {
  queryKey: ['views', 'inbox'],
  queryFn: async () => (await ask('GET /api/views', { page: 'inbox' })).items,
  staleTime: 60_000,
}

export function Views({ inbox }: { inbox: Inbox }) {
  const { t } = useTexts()
  const saved = useQuery(savedQuery).data ?? []
  const [isSaving, setSaving] = useState(false)
  const own = saved.map((view) => ({ id: view.viewId, label: view.name, query: parseSearch(view.query) }))
  const standard = standardViews.map((view) => ({ ...view, label: t(view.label) }))
  const isKnown = [...standard, ...own].some((view) => isSameQuery(view.query, inbox.filters))
  return (
    <nav className="views" aria-label={t('inbox.views')}>
      {[...standard, ...own].map((view) => (
        <ViewLink key={view.id} view={view} inbox={inbox} />
      ))}
      {isKnown ? <CurrentSaved saved={saved} inbox={inbox} /> : null}
      {isKnown ? null : (
        <button type="button" className="view-add" title={t('inbox.saveView')} onClick={() => setSaving(true)}>
          <Icon name="plus" small />
          <span className="away">{t('inbox.saveView')}</span>
        </button>
      )}
      {isSaving ? <SaveView query={writeSearch(inbox.filters).slice(1)} onClose={() => setSaving(false)} /> : null}
    </nav>
  )
}

function ViewLink({ view, inbox }: { view: { id: string; label: string; query: UrlState }; inbox: Inbox }) {
  const isHere = isSameQuery(view.query, inbox.filters)
  const { counts } = inbox
  return (
    <ViewTab to="/inbox" search={{ ...view.query, view: view.id === 'open' ? undefined : view.id }} isHere={isHere}>
      {view.label}
      {isHere && counts ? (
        <span className="n">
          <Count of={counts.all} />
          {counts.isMore ? '+' : ''}
        </span>
      ) : null}
    </ViewTab>
  )
}

function CurrentSaved({ saved, inbox }: { saved: readonly SavedView[]; inbox: Inbox }) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const again = useSending({
    mutationFn: ({ name, query }: SavedView) => ask('POST /api/views', { page: 'inbox', name, query }),
    onSuccess: async (_said, { name }) => {
      await queries.invalidateQueries(savedQuery)
      announce(t('inbox.viewSaved', { name }))
    },
    onError: (error, { name }) => remark(failureText(error, t('inbox.viewNotSaved', { name }))),
  })
  const remove = useSending({
    mutationFn: ({ viewId }: SavedView) => ask('POST /api/views/{viewId}/remove', { viewId }),
    onSuccess: async (_said, view) => {
      await queries.invalidateQueries(savedQuery)
      // What removed it is gone with it; in its place one can save it again.
      setTimeout(() => document.querySelector<HTMLElement>('.views .view-add')?.focus())
      announce(t('inbox.viewRemoved', { name: view.name }), { undo: () => again.mutate(view) })
    },
    onError: (error, { name }) => remark(failureText(error, t('inbox.viewNotRemoved', { name }))),
  })
  const here = saved.find((view) => isSameQuery(parseSearch(view.query), inbox.filters))
  if (!here) return null
  return (
    <button
      type="button"
      className="view-add"
      title={t('inbox.removeView', { name: here.name })}
      onClick={() => remove.mutate(here)}
    >
      <Icon name="close" small />
      <span className="away">{t('inbox.removeView', { name: here.name })}</span>
    </button>
  )
}

function SaveView({ query, onClose }: { query: string; onClose: () => void }) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const save = useSending({
    mutationFn: () => ask('POST /api/views', { page: 'inbox', name: name.trim(), query }),
    onSuccess: async () => {
      await queries.invalidateQueries(savedQuery)
      onClose()
      announce(t('inbox.viewSaved', { name: name.trim() }))
    },
  })
  const send = () => {
    setTried(true)
    if (name.trim()) save.mutate()
  }
  return (
    <FormDialog title={t('inbox.saveView')} button={t('ui.save')} sending={save} onSend={send} onClose={onClose}>
      <Field
        label={t('inbox.viewName')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
        wrong={isTried && !name.trim() ? t('inbox.viewNameNeeded') : undefined}
        data-autofocus
      />
    </FormDialog>
  )
}
