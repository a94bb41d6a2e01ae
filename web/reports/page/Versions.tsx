// What the newest version changed, the versions themselves, and what was odd in it: issues and elements that we do not know.
import { Diff } from '../../shown/Diff.tsx'
import { fieldWords, type Names, valueWords } from '../../shown/field-words.ts'
import { SealedName } from '../../shown/Sealed.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Detail } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'

/** One that came again in other bytes is no other version. */
export const countVersions = ({ versions }: Detail): number => new Set(versions.map(({ version }) => version)).size

export function Versions({ detail }: { detail: Detail }) {
  const { t } = useTexts()
  const { difference, versions } = detail
  const title = difference ? t('reports.versionsHead', { n: difference.to }) : t('reports.versionsOnly')
  const sub = difference ? t('reports.changedFields', { count: difference.changes.length }) : t('reports.versionsFirst')
  return (
    <FoldSection id="versions" title={title} sub={sub} n={countVersions(detail)}>
      {difference ? <Changes detail={detail} difference={difference} /> : null}
      <details className="more-versions">
        <summary className="sub">{t('reports.allVersions', { count: versions.length })}</summary>
        <ul className="plain-list">
          {versions.map((one) => (
            <li key={`${one.version}.${one.rendition}`}>
              {one.rendition > 0 ? t('reports.renditionOf', { n: one.version }) : t('reports.versionOf', { n: one.version })}{' '}
              <span className="sub">
                <Time at={one.acceptedAt} as="local" /> · {one.format}
              </span>
            </li>
          ))}
        </ul>
      </details>
      <Issues detail={detail} />
    </FoldSection>
  )
}

function Changes({ detail, difference }: { detail: Detail; difference: NonNullable<Detail['difference']> }) {
  const texts = useTexts()
  const { t } = texts
  const at = (version: number) => detail.versions.find((one) => one.version === version && one.rendition === 0)?.acceptedAt
  const head = (version: number) => {
    const accepted = at(version)
    return (
      <>
        {t('reports.versionOf', { n: version })}{' '}
        <span className="sub">{accepted ? <Time at={accepted} as="local" /> : null}</span>
      </>
    )
  }
  const shown = (value: string | null, isSealed: boolean) => {
    if (value === null) return null
    return isSealed ? <SealedName name={t('reports.sealedWord')} /> : (valueWords(value, texts) ?? <Said value={value} />)
  }
  return (
    <>
      <Diff
        label={t('reports.versionsHead', { n: difference.to })}
        before={head(difference.from)}
        after={head(difference.to)}
        beforeLabel={t('reports.versionOf', { n: difference.from })}
        afterLabel={t('reports.versionOf', { n: difference.to })}
        changes={difference.changes.map((change) => ({
          field: change.field,
          what: fieldWords(change.field, texts, namesOf(detail)),
          before: shown(change.before, change.isSealed),
          after: shown(change.after, change.isSealed),
        }))}
      />
      <p className="sub same-fields">{t('reports.sameFields', { count: difference.same })}</p>
    </>
  )
}

/** The versions are compared by what a person and a file are; the page calls them by pseudonym and place. */
const namesOf = ({ people, files }: Detail): Names => ({
  person: (role, ordinal) => people.find((one) => one.role === role && one.pseudonym.endsWith(`-${ordinal}`))?.pseudonym,
  file: (hash) => files.find((one) => one.hashes.some(({ value }) => value.startsWith(hash)))?.ordinal,
})

/** An instant as everywhere; what else was written stands as it was written. */
function Said({ value }: { value: string }) {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return <Time at={value} as="local" />
  return <span className={/[0-9@:]/.test(value) ? 'id id-wrap' : undefined}>{value}</span>
}

function Issues({ detail }: { detail: Detail }) {
  const { t, has } = useTexts()
  const { issues, unread } = detail
  if (issues.length === 0 && unread.length === 0) return null
  return (
    <div className="issues">
      <h3>{t('reports.issuesHead')}</h3>
      <DataTable
        label={t('reports.issuesHead')}
        rows={issues}
        rowKey={(issue) => `${issue.code} ${issue.field} ${issue.place?.line} ${issue.place?.path}`}
        columns={[
          {
            key: 'what',
            head: t('reports.issueWhat'),
            label: t('reports.issueWhat'),
            isHead: true,
            cell: (issue) => has(`issue.${issue.code}`) ?? issue.code,
          },
          {
            key: 'field',
            head: t('reports.issueField'),
            label: t('reports.issueField'),
            cell: (issue) => <span className="id">{issue.field}</span>,
          },
          {
            key: 'found',
            head: t('reports.issueFound'),
            label: t('reports.issueFound'),
            cell: (issue) => <span className="id id-wrap">{issue.found ?? t('ui.none')}</span>,
          },
          {
            key: 'place',
            head: t('reports.issuePlace'),
            label: t('reports.issuePlace'),
            cell: (issue) =>
              issue.place?.line ? t('reports.issueLine', { line: issue.place.line }) : (issue.place?.path ?? t('ui.none')),
          },
        ]}
        empty={<span />}
      />
      {unread.length > 0 ? (
        <details>
          <summary className="sub">{t('reports.unreadHead', { count: unread.length })}</summary>
          <ul className="plain-list">
            {unread.map((one) => (
              <li key={one.path} className="id id-wrap">
                {one.path}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}
