// The top line: where one works, search, what calls, and the person.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef } from 'react'
import { ask, showFor } from '../api.ts'
import { forgetPlaces } from '../reports/came-from.ts'
import { meQuery, overBy, useMe } from '../session.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Language, setLanguage } from '../texts/texts.ts'
import { turnTheme } from '../theme.ts'
import { announce } from '../ui/announce.ts'
import { Icon, ThemeIcon } from '../ui/Icon.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { useSending } from '../ui/use-sending.ts'
import { Alerts } from './Alerts.tsx'
import { useKeys } from './keys.ts'

export function TopLine({ onShowKeys }: { onShowKeys: () => void }) {
  const { t } = useTexts()
  return (
    <header className="top">
      <UnitSwitch />
      <Find />
      <Alerts />
      <button
        type="button"
        className="btn btn-quiet btn-icon"
        aria-label={t('frame.theme')}
        title={t('frame.theme')}
        onClick={turnTheme}
      >
        <ThemeIcon />
      </button>
      <LanguageSwitch />
      <Person onShowKeys={onShowKeys} />
    </header>
  )
}

function UnitSwitch() {
  const { t, language } = useTexts()
  const { person, unit, units } = useMe()
  const queries = useQueryClient()
  const choose = useSending({
    mutationFn: (unitNo: number) => ask('POST /api/me/unit', { unitNo }),
    onSuccess: (_answer, unitNo) => {
      showFor({ personId: person.id, unitNo })
      return queries.resetQueries()
    },
    onError: () => {
      announce(t('frame.unitNotChosen', { unit: nameIn(language, unit.name) }))
      // Where it was refused, the role there was taken meanwhile.
      return queries.invalidateQueries(meQuery)
    },
  })
  const entries = units.map((one) => ({
    id: String(one.no),
    label: nameIn(language, one.name),
    isCurrent: one.no === unit.no,
    onPick: () => choose.mutate(one.no),
  }))
  if (units.length < 2) return <span className="btn btn-quiet unit">{nameIn(language, unit.name)}</span>
  const button = (
    <button type="button" className="btn btn-quiet unit">
      <span className="away">{t('frame.unit')}: </span>
      <span className="cut">{nameIn(language, unit.name)}</span> <Icon name="down" small />
    </button>
  )
  return <Menu label={t('frame.chooseUnit')} entries={entries} button={button} />
}

function Find() {
  const { t } = useTexts()
  const { may } = useMe()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const maySearch = may['report:see'] === true
  useKeys({ search: maySearch ? () => field.current?.focus() : undefined }, 0)
  if (!maySearch) return null
  const go = (event: FormEvent) => {
    event.preventDefault()
    const words = field.current?.value.trim()
    if (words) navigate({ to: '/search', search: { q: words } as never })
  }
  return (
    <form className="find-form" onSubmit={go} role="search">
      <label className="find">
        <Icon name="search" />
        <span className="away">{t('frame.search')}</span>
        <input ref={field} type="search" placeholder={t('frame.searchHint')} />
        <kbd>/</kbd>
      </label>
    </form>
  )
}

function LanguageSwitch() {
  const { language } = useTexts()
  const queries = useQueryClient()
  const other = language === 'hi' ? 'en' : 'hi'
  const { t } = useTexts()
  const keep = useSending({
    mutationFn: (language: Language) => ask('POST /api/me/preferences', { language }),
    // Reasons are worded by the server, in the language of whoever asks.
    onSuccess: () => queries.invalidateQueries(),
    onError: () => announce(t('frame.languageNotKept')),
  })
  const change = async () => {
    try {
      await setLanguage(other)
    } catch {
      // Its words come from the server as well.
      return announce(t('frame.languageNotLoaded'))
    }
    keep.mutate(other)
  }
  return (
    <button type="button" className="btn btn-quiet lang" lang={other} onClick={change}>
      {other === 'hi' ? 'हिन्दी' : 'English'}
    </button>
  )
}

function Person({ onShowKeys }: { onShowKeys: () => void }) {
  const { t, has } = useTexts()
  const { person, roles } = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const keys = useSending({
    mutationFn: (isKeysOn: boolean) => ask('POST /api/me/preferences', { isKeysOn }),
    onSuccess: async (_said, isKeysOn) => {
      await queries.invalidateQueries(meQuery)
      announce(isKeysOn ? t('frame.keysAreOn') : t('frame.keysAreOff'))
    },
    onError: () => announce(t('frame.keysNotKept')),
  })
  const leave = async () => {
    try {
      await ask('POST /api/sign-out')
    } catch (error) {
      if (!overBy(error)) announce(t('frame.notSignedOut'))
      if (overBy(error) !== 'signed-out') return
    }
    forgetPlaces()
    // Loaded anew: nothing that this person saw or typed is left for the next one.
    window.location.assign('/sign-in')
  }
  const entries: MenuEntry[] = [
    { id: 'keys', label: t('frame.showKeys'), keyed: '?', onPick: onShowKeys },
    {
      id: 'letters',
      label: person.isKeysOn ? t('frame.keysOff') : t('frame.keysOn'),
      onPick: () => keys.mutate(!person.isKeysOn),
    },
    { id: 'me', label: t('frame.yourSettings'), onPick: () => navigate({ to: '/me' }) },
    { id: 'out', label: t('frame.signOut'), onPick: leave },
  ]
  const role = roles[0] ? (has(`role.${roles[0]}`) ?? roles[0]) : ''
  const button = (
    <button type="button" className="btn btn-quiet person">
      <Icon name="person" />
      <span className="word">{person.name}</span> <span className="sub word">{role}</span>
    </button>
  )
  return <Menu label={t('frame.person')} entries={entries} button={button} end />
}
