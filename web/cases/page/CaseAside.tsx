// Beside the case: its people, its offences, with what nobody of the site has confirmed, and who held it when.
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Section, Tag } from '../../ui/Small.tsx'
import { Time } from '../../ui/Time.tsx'
import type { CaseDetail } from '../queries.ts'
import { CasePeople } from './CasePeople.tsx'

export function CaseAside({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  return (
    <aside className="doc-aside" aria-label={t('cases.aside')}>
      <CasePeople detail={detail} />
      <Offences detail={detail} />
      <Holders detail={detail} />
    </aside>
  )
}

function Offences({ detail }: { detail: CaseDetail }) {
  const { t, language } = useTexts()
  const { offences } = detail.case
  return (
    <Section id="offences" title={t('cases.offences')}>
      {offences.length === 0 ? <p className="quiet">{t('cases.noOffences')}</p> : null}
      <ul className="people">
        {offences.map((offence) => (
          <li key={offence.id}>
            <span>{offence.label}</span>
            {offence.isVerified ? null : <Tag title={t('cases.notVerifiedMeans')}>{t('cases.notVerified')}</Tag>}
            {offence.name ? <span className="sub">{nameIn(language, offence.name)}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Every unit that held it, the present one first, each under its number. */
function Holders({ detail }: { detail: CaseDetail }) {
  const { t, language } = useTexts()
  const { numbers } = detail
  const isClosed = detail.case.state === 'closed'
  const lines = numbers.map((one, at) => ({ ...one, until: numbers[at + 1]?.at })).reverse()
  return (
    <Section id="holders" title={t('cases.holders')}>
      <ul className="people">
        {lines.map((one) => (
          <li key={one.ordinal}>
            <b>{nameIn(language, one.unit.name)}</b>
            <span className="id">{one.number}</span>
            <span className="sub">
              <Time at={one.at} as="date" />
              {one.until ? (
                <>
                  {' – '}
                  <Time at={one.until} as="date" />
                </>
              ) : isClosed ? null : (
                <> · {t('cases.holdsNow')}</>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
