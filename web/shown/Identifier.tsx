// An identifier as it is shown everywhere: accounts with their service, long ids shortened, sealed ones by pseudonym.
import { useTexts } from '../texts/Say.tsx'
import { Copy } from '../ui/ShortId.tsx'
import { shorten } from '../ui/short.ts'
import { SealedName } from './Sealed.tsx'

export type ShownIdentifier = { kind: string; value?: string | null; service?: string | null; sealed?: string | null }

/** The whole value, as it is copied and searched. */
export function identifierText({ kind, value, service }: ShownIdentifier): string {
  const isOfService = service && (kind === 'account' || kind === 'screen-name')
  return isOfService ? `${service}:${value ?? ''}` : (value ?? '')
}

const hashes = new Set(['md5', 'sha1', 'sha256', 'pdq', 'hash', 'device'])

export function Identifier({ of, copy }: { of: ShownIdentifier; copy?: boolean }) {
  const { t, has } = useTexts()
  if (of.sealed) return <SealedName name={of.sealed} />
  const whole = identifierText(of)
  if (!whole) return <span className="quiet">{t('ui.unknown')}</span>
  const shown = hashes.has(of.kind) ? shorten(whole) : whole
  const word = has(`identifierKind.${of.kind}`) ?? of.kind
  return (
    <>
      <span className={shown.length > 36 ? 'id id-wrap' : 'id'} title={shown === whole ? word : `${word}: ${whole}`}>
        {shown}
      </span>
      {copy ? (
        <>
          {' '}
          <Copy text={whole} what={shorten(whole)} />
        </>
      ) : null}
    </>
  )
}
