// Before anything was typed: what can be found, each with an example. The examples are invented.
import { useTexts } from '../texts/Say.tsx'

const examples = [
  ['report', 'R-2026-004817'],
  ['source', '4564812'],
  ['case', '27/2026'],
  ['email', 'name@northlight.example'],
  ['phone', '+999 555 0142'],
  ['ip', '203.0.113.84'],
  ['account', 'quaychat:lark.pell.77'],
  ['hash', 'd41d8cd98f00b204e9800998ecf8427e'],
] as const

export function HowToSearch() {
  const { t } = useTexts()
  return (
    <div className="empty">
      <p className="lead">{t('search.teach')}</p>
      <p>{t('search.teachMeans')}</p>
      <dl className="facts examples">
        {examples.map(([kind, example]) => (
          <div key={kind}>
            <dt>{t(`search.example_${kind}`)}</dt>
            <dd className="id id-wrap">{example}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
