// IP events: the suspect's local time and the officer's beside UTC. A time without a zone was read as UTC and says so;
// a country with several zones gives no local time.
import { Mark } from '../../shown/Mark.tsx'
import { SealedName } from '../../shown/Sealed.tsx'
import { nameIn, Say, useTexts } from '../../texts/Say.tsx'
import { locale } from '../../texts/texts.ts'
import { useZone } from '../../ui/clock.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { exactTime } from '../../ui/Time.tsx'
import { clockIn, dateIn, offsetOf, offsetText, shifted, shortDateAndClock } from '../../ui/times.ts'
import type { Detail, IpEvent } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'

export function Ips({ detail }: { detail: Detail }) {
  const { t, has } = useTexts()
  const zone = useZone()
  const { ips } = detail
  const offsets = offsetsOf(ips, zone)
  const dataOn = ips
    .map((ip) => ip.dataOn)
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  return (
    <FoldSection id="ips" title={t('reports.sIps')} sub={t('reports.yourTimeIs', { offset: offsets.join(' / ') })} n={ips.length}>
      <DataTable
        label={t('reports.sIps')}
        isWide
        rows={ips}
        rowKey={(ip) => String(ip.index)}
        empty={<p className="quiet">{t('reports.noIps')}</p>}
        columns={[
          { key: 'event', head: t('reports.event'), label: t('reports.event'), isHead: true, cell: (ip) => <Event ip={ip} /> },
          { key: 'address', head: t('reports.address'), label: t('reports.address'), cell: (ip) => <Address ip={ip} /> },
          { key: 'port', head: t('reports.port'), label: t('reports.port'), cell: (ip) => <Port ip={ip} /> },
          { key: 'theirs', head: t('reports.suspectTime'), label: t('reports.suspectTime'), cell: (ip) => <Theirs ip={ip} /> },
          {
            key: 'yours',
            head: t('reports.yourTime'),
            label: t('reports.yourTime'),
            cell: (ip) => <Yours ip={ip} zone={zone} isToldApart={offsets.length > 1} />,
          },
          { key: 'utc', head: t('reports.utc'), label: t('reports.utc'), cell: (ip) => <Utc ip={ip} zone={zone} /> },
          {
            key: 'operator',
            head: t('reports.operator'),
            label: t('reports.operator'),
            cell: (ip) => (
              <>
                {ip.operator ?? (ip.asn ? `AS${ip.asn}` : t('ui.unknown'))}{' '}
                <span className="sub">{has(`ipKind.${ip.kind}`)}</span>
              </>
            ),
          },
          { key: 'place', head: t('reports.place'), label: t('reports.place'), cell: (ip) => <Place ip={ip} /> },
        ]}
      />
      {dataOn ? (
        <p className="sub">
          {t('reports.dataOf', { date: dateIn(new Date(`${dataOn}T12:00:00Z`), locale(), 'UTC') })}{' '}
          {/* biome-ignore lint/a11y/useAnchorContent: the sentence fills it. */}
          <Say k="reports.operatorsBy" parts={{ a: <a className="nowrap" href="https://db-ip.com" rel="noreferrer" /> }} />
        </p>
      ) : null}
    </FoldSection>
  )
}

/** What the officer's clock was ahead by when it happened: in summer another than in winter. Without a time, what it is now. */
function offsetsOf(ips: readonly IpEvent[], zone: string): string[] {
  const at = ips.flatMap(({ time }) => (time?.at ? [new Date(time.at)] : []))
  return [...new Set((at.length > 0 ? at : [new Date()]).map((one) => offsetOf(one, zone)))]
}

function Event({ ip }: { ip: IpEvent }) {
  const { t, has } = useTexts()
  return (
    <span id={`identifier-${ip.index}`}>{has(`event.${(ip.event ?? '').toLowerCase()}`) ?? ip.event ?? t('ui.unknown')}</span>
  )
}

function Address({ ip }: { ip: IpEvent }) {
  const { t } = useTexts()
  if (ip.pseudonym) return <SealedName name={ip.pseudonym} />
  return (
    <>
      <span className="id address">{ip.address}</span>
      {ip.isProxy ? (
        <>
          {' '}
          <span className="sub nowrap">
            <Mark kind="claim" isAlone /> {t('reports.quoted', { text: t('reports.proxy') })}
          </span>
        </>
      ) : null}
    </>
  )
}

function Port({ ip }: { ip: IpEvent }) {
  const { t } = useTexts()
  if (ip.port !== null) return <span className="id">{ip.port}</span>
  return <span className={ip.pseudonym ? 'quiet' : 'warn'}>{ip.pseudonym ? t('ui.none') : t('reports.portMissing')}</span>
}

/** The zone of the place, else the offset that the sender wrote; else there is no local time. */
function localOf(ip: IpEvent, at: Date): { text: string; offset: string } | undefined {
  if (ip.zone) return { text: shortDateAndClock(at, locale(), { zone: ip.zone, now: new Date() }), offset: offsetOf(at, ip.zone) }
  const minutes = ip.time?.zone === 'stated' ? ip.time.offsetMinutes : null
  if (!minutes) return undefined
  return {
    text: shortDateAndClock(shifted(at, minutes), locale(), { zone: 'UTC', now: new Date() }),
    offset: offsetText(minutes),
  }
}

function Theirs({ ip }: { ip: IpEvent }) {
  const { t } = useTexts()
  if (!ip.time?.at) return <span className="quiet">{ip.time?.written ?? t('ui.unknown')}</span>
  const local = localOf(ip, new Date(ip.time.at))
  if (!local) return <span className="quiet">{t(ip.time.zone === 'absent' ? 'reports.noZoneStated' : 'ui.zoneUnknown')}</span>
  return (
    <>
      {local.text} <span className="sub">{local.offset}</span>
    </>
  )
}

function Yours({ ip, zone, isToldApart }: { ip: IpEvent; zone: string; isToldApart: boolean }) {
  const { t } = useTexts()
  if (!ip.time?.at) return <span className="quiet">{t('ui.none')}</span>
  const at = new Date(ip.time.at)
  if (localOf(ip, at)?.offset === offsetOf(at, zone)) return <span className="quiet same">{t('reports.sameTime')}</span>
  return (
    <>
      <span title={exactTime(at, zone)}>{shortDateAndClock(at, locale(), { zone, now: new Date() })}</span>
      {isToldApart ? <span className="sub"> {offsetOf(at, zone)}</span> : null}
    </>
  )
}

function Utc({ ip, zone }: { ip: IpEvent; zone: string }) {
  const { t } = useTexts()
  if (!ip.time?.at) return <span className="quiet">{t('ui.none')}</span>
  const at = new Date(ip.time.at)
  // A request to an operator is made by this column: the day stands in it wherever it is another one than beside it.
  const minutes = ip.time.zone === 'stated' ? (ip.time.offsetMinutes ?? 0) : 0
  const theirs = ip.zone ? dateIn(at, locale(), ip.zone) : dateIn(shifted(at, minutes), locale(), 'UTC')
  const days = new Set([theirs, dateIn(at, locale(), zone), dateIn(at, locale(), 'UTC')])
  return (
    <span className="quiet" title={t('ui.utc', { utc: dateIn(at, locale(), 'UTC') })}>
      {days.size === 1
        ? clockIn(at, locale(), { zone: 'UTC', withSeconds: true })
        : shortDateAndClock(at, locale(), { zone: 'UTC', now: new Date() })}
    </span>
  )
}

/** ZZ stands for no country: ranges that belong to nobody. */
function countryName(code: string | null): string | undefined {
  if (!code || code === 'ZZ') return undefined
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code)
}

/** The place, or at least the country where no place is known. */
function Place({ ip }: { ip: IpEvent }) {
  const { t, language } = useTexts()
  const name = nameIn(language, ip.place) || countryName(ip.country)
  return name ? <span>{name}</span> : <span className="quiet">{t('ui.unknown')}</span>
}
