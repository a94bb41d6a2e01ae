// One unit: where it stands in the tree, whether it registers cases, which sources are its own; rename, add below, close.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Panel } from '../frame/Panel.tsx'
import { sourcesQuery } from '../intake/queries.ts'
import type { Agency } from '../reports/queries.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { CheckField } from '../ui/Field.tsx'
import { Section, State } from '../ui/Small.tsx'
import { useAct } from '../ui/use-act.ts'
import { AddUnitDialog } from './AddUnitDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import { pathTo } from './tree.ts'

type Props = { unit: Agency; units: readonly Agency[]; onClose: () => void; onOpen: (agency: Agency) => void }

export function UnitPanel({ unit, units, onClose, onOpen }: Props) {
  const { t, has, language } = useTexts()
  const [asked, setAsked] = useState<'rename' | 'add'>()
  const name = nameIn(language, unit.name)
  const path = pathTo(unit, new Map(units.map((one) => [one.no, one])))
  const below = units.filter((one) => one.parentNo === unit.no).length
  return (
    <Panel label={name} head={<h2 className="panel-title">{name}</h2>} onClose={onClose}>
      <section>
        <dl className="facts">
          {Object.entries(unit.name).map(([code, text]) => (
            <Fact key={code} name={has(`languageName.${code}`) ?? code}>
              <span lang={code}>{text}</span>
            </Fact>
          ))}
          <Fact name={t('agencies.kind')}>{has(`agencyKind.${unit.kind}`) ?? unit.kind}</Fact>
          <Fact name={t('agencies.under')}>
            {path.length === 0 ? t('agencies.isRoot') : <Path path={path} onOpen={onOpen} />}
          </Fact>
          <Fact name={t('agencies.below')}>{t('agencies.belowCount', { count: below })}</Fact>
          <Fact name={t('agencies.zone')}>{unit.zone}</Fact>
          <Fact name={t('agencies.slug')}>
            <span className="id">{unit.slug}</span>
          </Fact>
          <Fact name={t('agencies.state')}>
            <State shape={unit.isActive ? 'done' : 'open'}>{t(unit.isActive ? 'agencies.isOpen' : 'agencies.isClosed')}</State>
          </Fact>
        </dl>
        <p className="row-of unit-actions">
          <Button onClick={() => setAsked('rename')}>{t('agencies.rename')}</Button>
          <Button onClick={() => setAsked('add')} whyNot={unit.isActive ? undefined : t('whyNot.unit-is-closed')}>
            {t('agencies.addBelow')}
          </Button>
        </p>
      </section>
      <Registering unit={unit} name={name} />
      <Sources unit={unit} />
      <Closing unit={unit} name={name} below={below} />
      {asked === 'rename' ? <RenameDialog unit={unit} onClose={() => setAsked(undefined)} /> : null}
      {asked === 'add' ? <AddUnitDialog parent={unit} onClose={() => setAsked(undefined)} /> : null}
    </Panel>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Path({ path, onOpen }: { path: readonly Agency[]; onOpen: (agency: Agency) => void }) {
  const { language } = useTexts()
  return (
    <ul className="path">
      {path.map((up) => (
        <li key={up.no}>
          <LinkButton onClick={() => onOpen(up)}>{nameIn(language, up.name)}</LinkButton>
        </li>
      ))}
    </ul>
  )
}

function Registering({ unit, name }: { unit: Agency; name: string }) {
  const { t } = useTexts()
  const change = useAct('POST /api/agencies/{unitNo}', {
    says: (_answer, given) => t(given.mayRegister ? 'agencies.registersNow' : 'agencies.registersNoMore', { name }),
    undo: (_answer, given) => () => change.mutate({ unitNo: unit.no, mayRegister: !given.mayRegister }),
  })
  return (
    <Section id="register" title={t('agencies.registersHead')}>
      <CheckField
        label={t('agencies.registersLabel')}
        checked={unit.mayRegister}
        disabled={change.isPending}
        onChange={(event) => change.mutate({ unitNo: unit.no, mayRegister: event.target.checked })}
      />
      <p className="sub">{t('agencies.registersSay')}</p>
      {change.error ? <ErrorMessage error={change.error} /> : null}
    </Section>
  )
}

function Sources({ unit }: { unit: Agency }) {
  const { t } = useTexts()
  const sources = (useQuery(sourcesQuery).data ?? []).filter((source) => source.deskNo === unit.no)
  if (sources.length === 0) return null
  return (
    <Section id="sources" title={t('agencies.view_sources')} sub={t('agencies.sourcesOfDesk')}>
      <ul className="lines">
        {sources.map((source) => (
          <li key={source.sourceId}>
            <Link to="/agencies" search={{ view: 'sources', q: source.name } as never}>
              {source.name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Closing({ unit, name, below }: { unit: Agency; name: string; below: number }) {
  const { t } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const [isWithBelow, setWithBelow] = useState(false)
  const change = useAct('POST /api/agencies/{unitNo}', {
    says: (_answer, given) => t(given.isActive ? 'agencies.openedSay' : 'agencies.closedSay', { name }),
  })
  return (
    <Section id="closing" title={t('agencies.closeHead')}>
      <p className="sub">{t(unit.isActive ? 'agencies.closeHint' : 'agencies.openHint')}</p>
      {change.error && !isAsking ? <ErrorMessage error={change.error} /> : null}
      {below > 0 ? (
        <CheckField
          label={t('agencies.withBelow')}
          checked={isWithBelow}
          onChange={(event) => setWithBelow(event.target.checked)}
        />
      ) : null}
      <p className="row-of">
        {unit.isActive ? (
          <Button onClick={() => setAsking(true)}>{t('agencies.close')}</Button>
        ) : (
          <Button onClick={() => change.mutate({ unitNo: unit.no, isActive: true, isWithBelow })} isBusy={change.isPending}>
            {t('agencies.reopen')}
          </Button>
        )}
      </p>
      {isAsking ? (
        <ConfirmDialog
          title={t('agencies.closeTitle', { name })}
          button={t('agencies.closeNow')}
          onClose={() => {
            setAsking(false)
            change.reset()
          }}
          onSend={() => change.mutateAsync({ unitNo: unit.no, isActive: false, isWithBelow })}
        >
          {t('agencies.closeSay')}
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}
