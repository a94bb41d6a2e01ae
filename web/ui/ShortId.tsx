// An identifier, a hash, a number: monospace, shortened in the middle, copied whole.
import { useTexts } from '../texts/Say.tsx'
import { remark } from './announce.ts'
import { Icon } from './Icon.tsx'
import { shorten } from './short.ts'

export function Copy({ text, what }: { text: string; what?: string }) {
  const { t } = useTexts()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      remark(t('ui.copied', { what: what ?? shorten(text) }))
    } catch {
      remark(t('ui.copyFailed'))
    }
  }
  return (
    <button type="button" className="copy" aria-label={t('ui.copy', { what: what ?? text })} onClick={copy}>
      <Icon name="copy" small />
    </button>
  )
}

export function ShortId({ text, copy, what, whole }: { text: string; copy?: boolean; what?: string; whole?: boolean }) {
  const shown = whole ? text : shorten(text)
  return (
    <>
      <span className="id" title={shown === text ? undefined : text}>
        {shown}
      </span>
      {copy ? (
        <>
          {' '}
          <Copy text={text} what={what} />
        </>
      ) : null}
    </>
  )
}
