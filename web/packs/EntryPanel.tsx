// One entry: all that it says, where it comes from and how sure that is, who confirmed it; confirm or withdraw.
import { useState } from 'react'
import { Panel } from '../frame/Panel.tsx'
import { ReasonDialog } from '../reports/dialogs/ReasonDialog.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Section, State } from '../ui/Small.tsx'
import { Day, Time } from '../ui/Time.tsx'
import { useAct } from '../ui/use-act.ts'
import { ConfirmEntriesDialog } from './ConfirmEntriesDialog.tsx'
import type { Entry } from './queries.ts'
import { standingShape } from './words.ts'

type Props = { pack: string; entry: Entry; cannot: string | undefined; onClose: () => void }

export function EntryPanel({ pack, entry, cannot, onClose }: Props) {
  const { language } = useTexts()
  const title = nameIn(language, entry.title)
  return (
    <Panel
      label={title}
      head={
        <h2 className="panel-title" title={title}>
          {title}
        </h2>
      }
      onClose={onClose}
    >
      <Trust pack={pack} entry={entry} cannot={cannot} />
      <Says entry={entry} />
      <Origin entry={entry} />
    </Panel>
  )
}

function Trust({ pack, entry, cannot }: Omit<Props, 'onClose'>) {
  const { t, language } = useTexts()
  const [asked, setAsked] = useState<'confirm' | 'withdraw'>()
  const withdraw = useAct('POST /api/packs/{pack}/entries/withdraw', {
    says: () => t('packs.withdrawnSay', { name: nameIn(language, entry.title) }),
  })
  const { confirmed, standing } = entry
  return (
    <section>
      <p>
        <State shape={standingShape(standing)}>{t(`packs.standing_${standing}`)}</State>
      </p>
      <p className="sub">{t(`packs.standing_${standing}Means`)}</p>
      {confirmed ? (
        <blockquote className="confirmed-by">
          <b>{confirmed.by}</b>{' '}
          <span className="sub">
            <Time at={confirmed.at} as="local" />
          </span>
          {confirmed.note ? <p>{confirmed.note}</p> : null}
        </blockquote>
      ) : null}
      <p className="row-of trust-actions">
        {confirmed ? (
          <Button onClick={() => setAsked('withdraw')} whyNot={cannot}>
            {t('packs.withdrawMore')}
          </Button>
        ) : standing === 'empty' ? null : (
          <Button look={cannot ? 'plain' : 'primary'} onClick={() => setAsked('confirm')} whyNot={cannot}>
            {t('packs.confirmMore')}
          </Button>
        )}
      </p>
      {asked === 'confirm' ? (
        <ConfirmEntriesDialog pack={pack} entries={[entry]} onClose={() => setAsked(undefined)} onDone={() => undefined} />
      ) : null}
      {asked === 'withdraw' ? (
        <ReasonDialog
          title={t('packs.withdrawTitle', { name: nameIn(language, entry.title) })}
          says={t('packs.withdrawSay')}
          button={t('packs.withdraw')}
          onClose={() => setAsked(undefined)}
          onSend={(reason) => withdraw.mutateAsync({ pack, entries: [entry.key], reason })}
        />
      ) : null}
    </section>
  )
}

function Says({ entry }: { entry: Entry }) {
  const { t, has } = useTexts()
  return (
    <Section id="says" title={t('packs.entrySays')}>
      <dl className="facts entry-says">
        {entry.says.map(({ name, value }) => (
          <div key={name}>
            <dt>{has(`packField.${name}`) ?? name}</dt>
            <dd>{typeof value === 'string' ? <Plain value={value} /> : <Words value={value} />}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Plain({ value }: { value: string }) {
  const { t } = useTexts()
  if (value === 'yes' || value === 'no') return t(`ui.${value}`)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? <Day on={value} /> : value
}

/** A text in its languages, each by itself: an officer confirms both. */
function Words({ value }: { value: Record<string, string> }) {
  return (
    <ul>
      {Object.entries(value).map(([language, text]) => (
        <li key={language} lang={language}>
          {text}
        </li>
      ))}
    </ul>
  )
}

function Origin({ entry }: { entry: Entry }) {
  const { t, has } = useTexts()
  return (
    <Section id="origin" title={t('packs.origin')}>
      <dl className="facts">
        <dt>{t('packs.source')}</dt>
        <dd className="source-text" lang="en">
          {entry.source}
        </dd>
        <dt>{t('packs.status')}</dt>
        <dd>
          {has(`packStatus.${entry.status}`) ?? entry.status}{' '}
          <span className="sub">{has(`packStatusMeans.${entry.status}`)}</span>
        </dd>
        {entry.seenIn === null ? null : (
          <>
            <dt>{t('packs.seenInHead')}</dt>
            <dd>{t('packs.seenIn', { count: entry.seenIn })}</dd>
          </>
        )}
        <dt>{t('packs.checkedOn')}</dt>
        <dd>
          <Day on={entry.checkedOn} />
        </dd>
        <dt>{t('packs.id')}</dt>
        <dd className="id id-wrap">{entry.id}</dd>
      </dl>
    </Section>
  )
}
