// What a typed term can be: every kind of identifier whose shape it has, in normal form, so that its keyed hash can be looked up.
import type { IdentifierKind } from '../model/report.ts'
import { normalForm } from './normal-forms.ts'

export interface Term {
  kind: IdentifierKind
  normal: string
}

const shapes: [IdentifierKind, RegExp][] = [
  ['email', /@/],
  ['phone', /^(\+|00)?[\d\s()./-]{7,22}$/],
  ['ip', /^[\da-f.:[\]%]{3,60}$/i],
  ['url', /^([a-z][a-z0-9+.-]*:\/\/|[^\s@]+\.[a-z]{2,}(\/|$))/i],
  ['md5', /^[0-9a-f]{32}$/i],
  ['sha1', /^[0-9a-f]{40}$/i],
  ['sha256', /^[0-9a-f]{64}$/i],
  ['pdq', /^[0-9a-f]{64}$/i],
  ['payment', /^[a-z0-9._-]{2,256}@?[a-z0-9]{2,64}$/i],
]

/**
 * `service:name` is read as an account and as a screen name of that service; a bare word as either of none and of each known service,
 * since people search for the name alone.
 */
export function readTerm(typed: string, services: readonly string[] = []): Term[] {
  const text = typed.trim()
  const found = shapes.filter(([, shape]) => shape.test(text)).flatMap(([kind]) => termOf(kind, text))
  const named = /^([a-z0-9][a-z0-9 ._-]{0,60}):(\S.{0,255})$/i.exec(text)
  if (named) {
    const context = { service: named[1]!.toLowerCase() }
    found.push(
      ...termOf('account', named[2]!, context),
      ...termOf('screen-name', named[2]!, context),
      ...termOf('device', named[2]!, context),
    )
  }
  // A telephone number is often written without its plus.
  if (/^[1-9]\d{7,14}$/.test(text)) found.push(...termOf('phone', `+${text}`))
  if (/^[\d\s./-]{14,22}$/.test(text)) found.push(...termOf('device', text, { service: 'imei' }))
  if (/^@?\S{2,256}$/.test(text)) {
    found.push(...termOf('screen-name', text), ...termOf('account', text), ...termOf('hash', text))
    for (const service of services)
      found.push(...termOf('account', text, { service }), ...termOf('screen-name', text, { service }))
  }
  return found.filter((term, index) => found.findIndex((one) => one.kind === term.kind && one.normal === term.normal) === index)
}

function termOf(kind: IdentifierKind, text: string, context = {}): Term[] {
  const { normal } = normalForm(kind, text, context)
  return normal === undefined ? [] : [{ kind, normal }]
}
