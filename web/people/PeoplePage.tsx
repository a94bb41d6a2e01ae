// Who may do what where? People and services of the site, their roles at units, their passwords and tokens.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { SplitPage } from '../frame/SplitPage.tsx'
import '../styles/people.css'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Count } from '../ui/Count.tsx'
import { FilterChip } from '../ui/Filters.tsx'
import { FindIn } from '../ui/FindIn.tsx'
import { foundText, useFoundSaid } from '../ui/spoken.ts'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { type UrlState, useUrlState } from '../ui/use-url-state.ts'
import { ViewTab } from '../ui/ViewTab.tsx'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { fits } from './fits.ts'
import { PeopleList } from './PeopleList.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import { type Person, peopleQuery } from './queries.ts'
import { RoleMenu } from './RoleMenu.tsx'
import { type Secret, SecretDialog } from './SecretDialog.tsx'

export function PeoplePage() {
  const { t, has } = useTexts()
  const [state, change] = useUrlState()
  const list = useQuery(peopleQuery)
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<Secret>()
  const find = useRef<HTMLInputElement>(null)
  const people = list.data ?? []
  const shown = useMemo(() => people.filter((person) => fits(person, state)), [people, state])
  useFoundSaid({ of: [state.view, state.role, state.q].join(), text: useFoundWords(state, list.data && shown.length) })
  const close = () => change({ open: undefined })
  const open = (person: Person) => change({ open: person.personId })
  const keys = useRowKeys<HTMLDivElement>({
    isOpen: Boolean(state.open),
    onClose: close,
    onFilter: () => find.current?.focus(),
  })
  const search = useCallback((q: string) => change({ q, open: undefined }), [change])
  const here = people.find((person) => person.personId === state.open)
  const panel = here ? <PersonPanel key={here.personId} person={here} onClose={close} onSecret={setSecret} /> : undefined
  const onAdded = (personId: string, given?: Secret) => {
    setSecret(given)
    change({ open: personId, view: given ? undefined : 'services', q: undefined, role: undefined })
  }
  return (
    <SplitPage
      title={t('frame.rail_people')}
      windowTitle={t('frame.rail_people')}
      views={<Views state={state} people={people} />}
      actions={
        <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
          {t('people.add')}
        </Button>
      }
      panel={panel}
      over={
        <>
          {isAdding ? <AddPersonDialog view={state.view} onClose={() => setAdding(false)} onAdded={onAdded} /> : null}
          {secret ? <SecretDialog secret={secret} onClose={() => setSecret(undefined)} /> : null}
        </>
      }
    >
      <div className="filters" role="search" aria-label={t('ui.filters')}>
        <FindIn label={t('people.find')} value={state.q ?? ''} onChange={search} ref={find} />
        {state.role ? (
          <FilterChip
            name={t('people.role')}
            value={has(`role.${state.role}`) ?? state.role}
            onRemove={() => change({ role: undefined })}
          />
        ) : (
          <RoleMenu onPick={(role) => change({ role, open: undefined })} />
        )}
      </div>
      <div ref={keys}>
        <PeopleList
          list={list}
          people={shown}
          state={state}
          onOpen={open}
          onClear={() => change({ q: undefined, role: undefined })}
        />
      </div>
    </SplitPage>
  )
}

/** How many of a view fit, for a screen reader. */
function useFoundWords({ view }: UrlState, count: number | undefined): string | undefined {
  const { t } = useTexts()
  if (count === undefined) return undefined
  const key = view === 'services' ? 'people.nServices' : view === 'disabled' ? 'people.nDisabled' : 'people.nPeople'
  return foundText([t(key, { count })])
}

function Views({ state, people }: { state: UrlState; people: readonly Person[] }) {
  const { t } = useTexts()
  return (
    <nav className="views" aria-label={t('people.views')}>
      {(['people', 'services', 'disabled'] as const).map((id) => {
        const view = id === 'people' ? undefined : id
        const n = people.filter((person) => fits(person, { view })).length
        return (
          <ViewTab key={id} to="/people" search={{ view, q: state.q, role: state.role }} isHere={state.view === view}>
            {t(`people.view_${id}`)}
            {people.length > 0 ? (
              <span className="n">
                <Count of={n} />
              </span>
            ) : null}
          </ViewTab>
        )
      })}
    </nav>
  )
}
