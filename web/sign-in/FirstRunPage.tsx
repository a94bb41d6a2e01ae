// First run: the one-time code from the terminal opens an empty site, makes its administrator, chooses its packs and which of their units
// take part.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ask, SaidNo } from '../api.ts'
import { isLogin } from '../people/fits.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useErrorText } from '../ui/ErrorMessage.tsx'
import { CheckField, Field, SelectField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { GateCard } from './GateCard.tsx'
import { SHORTEST_PASSWORD, type Site, siteQuery } from './site.ts'
import { UnitChoice } from './UnitChoice.tsx'

type Given = {
  code: string
  name: string
  login: string
  password: string
  again: string
  packs: string[]
  leftOut: ReadonlySet<number>
  sources: Site['sources']
}
type Wrong = Partial<Record<keyof Given, string>>

export function FirstRunPage() {
  const { t } = useTexts()
  const site = useQuery(siteQuery)
  return (
    <GateCard title={t('gate.firstRun')} sub={site.data?.isOpen ? t('gate.firstRunSay') : undefined} version={site.data?.version}>
      {site.data ? <Inside site={site.data} /> : <Skeleton rows={3} />}
    </GateCard>
  )
}

function Inside({ site }: { site: Site }) {
  const { t } = useTexts()
  if (site.isOpen) return <FirstRunForm site={site} />
  return (
    <EmptyState lead={t('gate.firstRunOver')} next={<a href="/sign-in">{t('gate.signIn')}</a>}>
      {t('gate.firstRunOverMeans')}
    </EmptyState>
  )
}

function useFaults() {
  const { t } = useTexts()
  return (given: Given): Wrong => ({
    ...(given.code.trim() ? {} : { code: t('gate.needFirstCode') }),
    ...(given.name.trim() ? {} : { name: t('gate.needName') }),
    ...(isLogin(given.login.trim().toLowerCase()) ? {} : { login: t('people.needLogin') }),
    ...(given.password.length >= SHORTEST_PASSWORD ? {} : { password: t('gate.tooShort', { count: SHORTEST_PASSWORD }) }),
    ...(given.password === given.again ? {} : { again: t('gate.notTheSame') }),
    ...(given.packs.length > 0 ? {} : { packs: t('gate.choosePack') }),
  })
}

const unitsOf = (packs: Site['packs'], chosen: readonly string[]) =>
  packs.filter(({ id }) => chosen.includes(id)).flatMap(({ units }) => units)

function useOpenSite(given: Given, packs: Site['packs']) {
  const { t } = useTexts()
  const [wrong, setWrong] = useState<Wrong>({})
  const [no, setNo] = useState<SaidNo>()
  const [isBusy, setBusy] = useState(false)
  const faultsOf = useFaults()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const faults = faultsOf(given)
    setWrong(faults)
    setNo(undefined)
    if (Object.keys(faults).length > 0) return
    setBusy(true)
    try {
      const { again, sources, leftOut, ...sent } = given
      const known = sources
        .filter((source) => given.packs.includes(source.pack))
        .map(({ sourceId, pack }) => ({ sourceId, pack }))
      const left = unitsOf(packs, given.packs).filter(({ no }) => leftOut.has(no))
      const choice = { sources: known, leftOut: left.map(({ no }) => no) }
      await ask('POST /api/first-run', { ...sent, ...choice, code: given.code.trim(), login: given.login.trim() })
      queries.clear()
      announce(t('gate.firstRunDone'))
      await navigate({ to: '/', replace: true })
    } catch (error) {
      if (!(error instanceof SaidNo)) throw error
      if (error.code === 'wrong-code') setWrong({ code: t('gate.codeIsWrong') })
      else setNo(error)
    } finally {
      setBusy(false)
    }
  }
  return { send, wrong, no, isBusy }
}

function FirstRunForm({ site }: { site: Site }) {
  const { t } = useTexts()
  const only = site.packs.length === 1 ? site.packs.map((pack) => pack.id) : []
  const [given, setGiven] = useState<Given>({
    code: '',
    name: '',
    login: '',
    password: '',
    again: '',
    packs: only,
    leftOut: new Set(),
    sources: site.sources,
  })
  const { send, wrong, no, isBusy } = useOpenSite(given, site.packs)
  const said = useErrorText(no)
  const bind = (key: Exclude<keyof Given, 'packs' | 'leftOut' | 'sources'>) => ({
    value: given[key],
    wrong: wrong[key],
    onChange: (event: { target: { value: string } }) => setGiven((before) => ({ ...before, [key]: event.target.value })),
  })
  return (
    <form className="gate-form" onSubmit={send} noValidate>
      <Field label={t('gate.firstCode')} className="id" autoComplete="off" autoFocus {...bind('code')} />
      <h2>{t('gate.adminHead')}</h2>
      <Field label={t('gate.adminName')} autoComplete="name" {...bind('name')} />
      <Field label={t('gate.adminLogin')} autoComplete="username" {...bind('login')} />
      <Field
        label={t('gate.adminPassword')}
        type="password"
        autoComplete="new-password"
        hint={t('gate.adminPasswordHint', { count: SHORTEST_PASSWORD })}
        {...bind('password')}
      />
      <Field label={t('gate.again')} type="password" autoComplete="new-password" {...bind('again')} />
      <Packs
        packs={site.packs}
        chosen={given.packs}
        wrong={wrong.packs}
        onChange={(packs) => setGiven((before) => ({ ...before, packs }))}
      />
      {site.packs.map((pack) =>
        given.packs.includes(pack.id) ? (
          <UnitChoice
            key={pack.id}
            pack={pack}
            leftOut={given.leftOut}
            onChange={(leftOut) => setGiven((before) => ({ ...before, leftOut }))}
          />
        ) : null,
      )}
      <Sources site={site} chosen={given.sources} onChange={(sources) => setGiven((before) => ({ ...before, sources }))} />
      {no ? (
        <p className="said-no" role="alert">
          <span>
            {said.lead} {said.means}
          </span>
        </p>
      ) : null}
      <Button type="submit" look="primary" isBusy={isBusy}>
        {t('gate.makeSite')}
      </Button>
    </form>
  )
}

type PacksProps = { packs: Site['packs']; chosen: readonly string[]; wrong?: string; onChange: (packs: string[]) => void }

function Packs({ packs, chosen, wrong, onChange }: PacksProps) {
  const { t, language } = useTexts()
  const turn = (id: string, isOn: boolean) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <fieldset className="field">
      <legend className="label">{t('gate.packs')}</legend>
      <p className="sub">{t('gate.packsSay')}</p>
      {packs.map((pack) => (
        <CheckField
          key={pack.id}
          label={nameIn(language, pack.name)}
          checked={chosen.includes(pack.id)}
          onChange={(event) => turn(pack.id, event.target.checked)}
        />
      ))}
      {packs
        .filter(({ id, isHereAlready }) => isHereAlready && !chosen.includes(id))
        .map(({ id, name }) => (
          <p key={id} className="sub">
            {t('gate.packHereAlready', { country: nameIn(language, name) })}
          </p>
        ))}
      {wrong ? (
        <p className="said-no" role="alert">
          <Icon name="warn" small />
          <span>{wrong}</span>
        </p>
      ) : null}
    </fieldset>
  )
}

type SourcesProps = { site: Site; chosen: Site['sources']; onChange: (sources: Site['sources']) => void }

/** Sources that handed in before anybody chose packs: each belongs to the desk of one of them. */
function Sources({ site, chosen, onChange }: SourcesProps) {
  const { t, language } = useTexts()
  if (chosen.length === 0) return null
  const options = site.packs.map((pack) => ({ value: pack.id, label: nameIn(language, pack.name) }))
  const give = (sourceId: string, pack: string) =>
    onChange(chosen.map((one) => (one.sourceId === sourceId ? { ...one, pack } : one)))
  return (
    <fieldset className="field">
      <legend className="label">{t('gate.sources')}</legend>
      <p className="sub">{t('gate.sourcesSay')}</p>
      {chosen.map((source) => (
        <SelectField
          key={source.sourceId}
          label={source.name}
          options={options}
          value={source.pack}
          onChange={(event) => give(source.sourceId, event.target.value)}
        />
      ))}
    </fieldset>
  )
}
