// The identifiers of a report, and where else each was seen: own reports in full, other units as how many.

import { Identifier, identifierText } from '../../shown/Identifier.tsx'
import { Mark } from '../../shown/Mark.tsx'
import { SealedName } from '../../shown/Sealed.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { LinkButton } from '../../ui/Button.tsx'
import { csvOf, download } from '../../ui/csv.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Detail, Identifier as Seen } from '../shapes.ts'
import { Elsewhere, SealedElsewhere } from './Elsewhere.tsx'
import { FoldSection } from './FoldSection.tsx'

const shownOf = (seen: Seen) => ({ kind: seen.kind, value: seen.value, service: seen.service, sealed: seen.pseudonym })

export function Identifiers({ detail }: { detail: Detail }) {
  const { t, has } = useTexts()
  const rows = detail.identifiers
  const kind = (seen: Seen) => has(`identifierKind.${seen.kind}`) ?? seen.kind
  const type = (seen: Seen) => (seen.type ? (has(`contactType.${seen.type.toLowerCase()}`) ?? seen.type) : '')
  const role = (seen: Seen) => has(`personRole.${seen.role}`) ?? seen.role
  const columns: Column<Seen>[] = [
    {
      key: 'kind',
      head: t('reports.kind'),
      label: t('reports.kind'),
      cell: (seen) => (
        <span id={`identifier-${seen.index}`}>
          {kind(seen)} {seen.type ? <span className="sub">{type(seen)}</span> : null}
        </span>
      ),
    },
    {
      key: 'identifier',
      head: t('reports.identifier'),
      label: t('reports.identifier'),
      isHead: true,
      cell: (seen) => <Value seen={seen} />,
    },
    { key: 'role', head: t('reports.role'), label: t('reports.role'), cell: role },
    {
      key: 'elsewhere',
      head: t('reports.elsewhere'),
      label: t('reports.elsewhere'),
      cell: (seen) => <Elsewhere detail={detail} index={seen.index} />,
    },
  ]
  const csv = () =>
    download(
      `${detail.report.number}-identifiers.csv`,
      csvOf<Seen>(
        [
          { head: t('reports.kind'), text: kind },
          { head: t('reports.type'), text: type },
          { head: t('reports.identifier'), text: (seen) => seen.pseudonym ?? identifierText(shownOf(seen)) },
          { head: t('reports.role'), text: role },
        ],
        rows,
      ),
    )
  const actions =
    rows.length > 0 ? (
      <LinkButton className="push no-print" onClick={csv}>
        {t('ui.csv')}
      </LinkButton>
    ) : null
  return (
    <FoldSection
      id="identifiers"
      title={t('reports.sIdentifiers')}
      sub={t('reports.identifiersSub')}
      n={rows.length}
      actions={actions}
    >
      <DataTable
        label={t('reports.sIdentifiers')}
        className="seen-values"
        rows={rows}
        rowKey={(seen) => String(seen.index)}
        columns={columns}
        empty={<p className="quiet">{t('reports.noIdentifiers')}</p>}
      />
      <SealedElsewhere detail={detail} />
    </FoldSection>
  )
}

function Value({ seen }: { seen: Seen }) {
  const { t, has } = useTexts()
  return (
    <>
      {seen.pseudonym ? <SealedName name={seen.pseudonym} /> : <Identifier of={shownOf(seen)} copy={seen.kind === 'device'} />}
      {(seen.isVerified ?? seen.verifiedAt) ? (
        <>
          {' '}
          <span className="sub">
            <Mark kind="claim" isAlone /> {t('reports.verifiedClaim')} <When time={seen.verifiedAt} />
          </span>
        </>
      ) : null}
      {seen.event || seen.time ? (
        <>
          {' '}
          <span className="sub">
            {has(`event.${(seen.event ?? '').toLowerCase()}`) ?? seen.event} <When time={seen.time} />
          </span>
        </>
      ) : null}
    </>
  )
}

/** As written where that is no time of day, or of no zone: nothing is made of it. */
function When({ time }: { time: Seen['time'] }) {
  if (!time) return null
  return time.at && time.zone === 'stated' ? <Time at={time.at} as="local" /> : time.written
}
