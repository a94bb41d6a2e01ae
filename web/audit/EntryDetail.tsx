// The detail of an entry: what its parts are called in words, their values as recorded; old beside new where both are there.

import { useTexts } from '../texts/Say.tsx'
import { detailWords } from './detail-words.ts'

type Detail = Record<string, unknown>

export function EntryDetail({ detail }: { detail: Detail }) {
  const { t, has } = useTexts()
  const changes = changesOf(detail)
  const rest = Object.entries(detail).filter(([name]) => !changes || (name !== 'was' && name !== 'now'))
  if (Object.keys(detail).length === 0) return <p className="quiet">{t('audit.noDetail')}</p>
  return (
    <>
      {changes ? (
        <ul className="changes" aria-label={t('audit.changes')}>
          {changes.map(({ name, was, now }) => (
            <li key={name}>
              <span className="quiet">{detailWords(has, name)}</span> <del>{inWords(was)}</del> <ins>{inWords(now)}</ins>
            </li>
          ))}
        </ul>
      ) : null}
      {rest.length > 0 ? (
        <dl className="facts detail">
          {rest.map(([name, value]) => (
            <Line key={name} name={name} value={value} />
          ))}
        </dl>
      ) : null}
    </>
  )
}

function Line({ name, value }: { name: string; value: unknown }) {
  const { t, has } = useTexts()
  const said = detailWords(has, name)
  const plain = typeof value === 'boolean' ? t(value ? 'ui.yes' : 'ui.no') : inWords(value)
  return (
    <>
      <dt>{said}</dt>
      <dd>{isPlain(value) ? <span className="id id-wrap">{plain}</span> : <Folded name={said} value={value} />}</dd>
    </>
  )
}

function Folded({ name, value }: { name: string; value: unknown }) {
  return (
    <pre className="id" tabIndex={0} aria-label={name}>
      {JSON.stringify(value, null, 1)}
    </pre>
  )
}

const isPlain = (value: unknown) => value === null || typeof value !== 'object' || JSON.stringify(value).length < 60

function inWords(value: unknown): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `was` and `now` of the record, field by field, where something became other than it was. */
function changesOf({ was, now }: Detail): { name: string; was: unknown; now: unknown }[] | undefined {
  if (!isRecord(was) || !isRecord(now)) return undefined
  return Object.entries(now)
    .map(([name, value]) => ({ name, was: was[name] ?? was[snake(name)], now: value }))
    .filter((change) => change.now !== undefined && JSON.stringify(change.was) !== JSON.stringify(change.now))
}

const isRecord = (value: unknown): value is Detail => typeof value === 'object' && value !== null && !Array.isArray(value)
const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
